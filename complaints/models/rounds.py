"""Finished rounds of complaints that were opened again."""

from django.db import models

from complaints.models.complaint import Complaint
from complaints.models.states import State
from foundation.people.models import Department


class Round(models.Model):
    """A finished round that was reopened: its result stands in the statistics."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=State)
    started_at = models.DateTimeField()
    due_on = models.DateField()
    accepted = models.BooleanField(null=True)
    ruled_at = models.DateTimeField(null=True)
    handling_department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "number"], name="one_row_per_round")
        ]
        indexes = [models.Index(fields=["ended_at"], name="round_ended")]

    def __str__(self) -> str:
        return f"{self.complaint} #{self.number}"
