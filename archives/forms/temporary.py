from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from archives.forms.loans import DueField
from foundation import clock
from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm


class LendForm(ActForm):
    """A record of the current year, to whoever works on it."""

    borrower = PersonField(label=_("借用人"))
    due_on = DueField()

    def prepare(self) -> None:
        self.initial.setdefault("borrower", self.record.handler_id)
        self.initial.setdefault("due_on", clock.today())
