"""Rows of everything the pages of regulation 4 list, and what those pages may send."""

from __future__ import annotations

from typing import Any

from foundation.process.events import log_event
from health_forms import actions
from health_forms.models import FormDesign
from tests.health_forms.conftest import fresh, handed_in, make_staff, surveyed

PAGE, DETAIL = 8, 12


class HealthCrowd:
    """One survey that is looked at; ``grow`` adds rows to and around it."""

    def __init__(self) -> None:
        self.staff = make_staff()
        self.survey = handed_in(self.staff)

    @property
    def design(self) -> FormDesign:
        return self.survey.design

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)

    def _add(self, number: int) -> None:
        surveyed(self.staff, name=f"张{number}")
        handed_in(self.staff, name=f"李{number}")
        log_event(fresh(self.survey).matter, "edit", by=self.staff.rep, label="修改")
        design = self.design
        actions.publish(
            by=self.staff.keeper, opening=design.opening, consent=design.consent,
            questions=design.questions,
        )  # fmt: skip


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "health_forms:answers": ("manager", lambda crowd: [crowd.health.survey.pk], PAGE),
    "health_forms:consent": ("rep", None, PAGE),
    "health_forms:design": ("keeper", lambda crowd: [crowd.health.design.pk], PAGE),
    "health_forms:designs": ("keeper", None, PAGE),
    "health_forms:list": ("manager", None, PAGE),
    "health_forms:survey": ("manager", lambda crowd: [crowd.health.survey.pk], DETAIL),
}
PAGED = {"health_forms:designs", "health_forms:list"}
ACTS: dict[str, int] = {}
