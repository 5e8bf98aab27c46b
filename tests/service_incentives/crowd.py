"""Rows of everything the pages of regulation 5 list, and what those pages may send."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from foundation import clock
from foundation.history.reading import newest_version
from foundation.people.roles import ADMIN_HR, FINANCE, GM, group_of
from foundation.process.events import log_event
from service_incentives import actions
from service_incentives.models import PayLine, Trip
from tests.service_incentives.conftest import (
    kind_worth,
    make_crew,
    new_finding,
    new_trip,
    start,
)

PAGE, DETAIL = 8, 12


class ServiceCrowd:
    """One run, line, trip and finding that are looked at; ``grow`` adds rows to and around them."""

    def __init__(self) -> None:
        self.crew = make_crew()
        for role in (FINANCE, ADMIN_HR, GM):  # looked up once in the life of a process
            group_of(role)
        self.trip = new_trip(self.crew, worth="20")
        self.finding = new_finding(self.crew, "praise", amount=Decimal(300))
        self.pay_run = start(self.crew)

    def line(self) -> PayLine:
        found: PayLine = PayLine.objects.current().get(person=self.crew.engineer, kind="points")
        return found

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)
        actions.calculate_again(self.pay_run, by=self.crew.clerk)

    def _add(self, number: int) -> None:
        crew, today = self.crew, clock.today()
        new_trip(crew, ended_on=today, started_on=today)
        new_trip(crew)
        trip = Trip.objects.get(pk=self.trip.pk)
        actions.change_trip(
            trip, by=crew.clerk, seen=newest_version(trip),
            given={"ended_on": date(2026, 10, 11 + number % 15)},
        )  # fmt: skip
        new_finding(crew, "praise", amount=Decimal(300))
        log_event(self.finding.matter, "edit", by=crew.clerk, label="修改")
        objection = actions.object_to(self.line(), by=crew.engineer, text="少计")
        actions.answer(objection, by=crew.head, is_upheld=False, text="已含")
        kind_worth(crew, f"{number + 2}.5")


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "service_incentives:finding": ("clerk", lambda crowd: [crowd.service.finding.pk], DETAIL),
    "service_incentives:findings": ("clerk", None, PAGE),
    "service_incentives:line": ("head", lambda crowd: [crowd.service.line().pk], DETAIL),
    "service_incentives:lines": ("head", None, PAGE),
    "service_incentives:list": ("head", None, PAGE),
    "service_incentives:mine": ("engineer", None, 9),  # the month so far beside the statements
    "service_incentives:positions": ("clerk", None, PAGE),
    "service_incentives:projects": ("clerk", None, PAGE),
    "service_incentives:registers": ("head", None, PAGE),
    "service_incentives:run": ("head", lambda crowd: [crowd.service.pay_run.pk], DETAIL),
    "service_incentives:statement": ("engineer", lambda crowd: [crowd.service.pay_run.pk], PAGE),
    "service_incentives:trip": ("clerk", lambda crowd: [crowd.service.trip.pk], DETAIL),
    "service_incentives:trips": ("clerk", None, PAGE),
}
PAGED = {"service_incentives:findings", "service_incentives:projects", "service_incentives:trips"}
ACTS = {
    # Who is paid by the run, who of a level is free to act, and whose turn is next.
    "service_incentives:confirm": 18,
    "service_incentives:approve": 15,
    "service_incentives:check_finance": 14,
    "service_incentives:check_hr": 14,
    "service_incentives:pay": 14,
    "service_incentives:send_back": 14,
    "service_incentives:answer": 15,  # the line, its run, the objection
    "service_incentives:calculate_again": 16,  # the lines of everybody, written anew
    "service_incentives:start": 20,
    "service_incentives:change_trip": 14,  # whether a run has used it
}
