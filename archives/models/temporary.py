"""临时借用: a record of the current year, lent to whoever works on it (R1.2.4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archives.models.documents import Document
from foundation import clock
from foundation.people.models import User


class TemporaryLoan(models.Model):
    document = models.ForeignKey(Document, models.PROTECT, related_name="temporary_loans")
    borrower = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("借用人"))
    lent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    lent_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(_("归还日期"))
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(taken_back_at=None), name="one_temporary_loan"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.borrower}"
