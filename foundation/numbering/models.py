from django.db import models


class Counter(models.Model):
    series = models.CharField(max_length=40)
    period = models.CharField(max_length=10, blank=True)
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "period"], name="one_counter_per_period")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.period}: {self.last}"
