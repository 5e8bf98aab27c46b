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
    give_position,
    kind_worth,
    make_crew,
    new_finding,
    new_trip,
    person,
    start,
)
from tests.service_incentives.quarter import payroll, sold

PAGE, DETAIL = 8, 12
SPRING = date(2026, 4, 1)


class ServiceCrowd:
    """One run, line, trip and finding that are looked at; ``grow`` adds rows to and around them."""

    def __init__(self) -> None:
        self.crew = make_crew()
        for role in (FINANCE, ADMIN_HR, GM):  # looked up once in the life of a process
            group_of(role)
        self.trip = new_trip(self.crew, worth="20")
        self.finding = new_finding(self.crew, "praise", amount=Decimal(300))
        self.pay_run = start(self.crew)
        self.round = actions.open_round(by=self.crew.clerk, quarter=SPRING)
        self.ranking = actions.start_run(by=self.crew.clerk, kind="quarterly", period=SPRING)
        self.sale = sold(self.crew, paid=False, contract_amount=Decimal(1_000_000))

    def line(self) -> PayLine:
        found: PayLine = PayLine.objects.current().get(person=self.crew.engineer, kind="points")
        return found

    def grow(self, numbers: range) -> None:
        for number in numbers:
            self._add(number)
        for run in (self.pay_run, self.ranking):
            actions.calculate_again(run, by=self.crew.clerk)

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
        self._add_to_quarter(number)

    def _add_to_quarter(self, number: int) -> None:
        crew = self.crew
        engineer = person(f"crowd{number}", f"众{number}", crew.department)
        give_position(crew, engineer, "engineer")
        actions.assess(
            self.round, by=crew.clerk, person=engineer, quality=Decimal(80), workload=Decimal(70),
            cost=Decimal(60),
        )  # fmt: skip
        actions.record_receipt(
            self.sale, by=crew.specialist, amount=Decimal(1), received_on=date(2026, 9, 1)
        )
        sold(crew, contract_no=f"CROWD-{number}", paid=False)
        payroll(crew, engineer)


# As in tests/architecture/test_query_budgets.py: who looks, what the address names, how many.
PAGES: dict[str, tuple[str, Any, int]] = {
    "service_incentives:bank_file": (
        "hr",
        lambda crowd: [crowd.service.pay_run.pk, "employer"],
        PAGE,
    ),
    "service_incentives:charts": ("head", None, PAGE),
    "service_incentives:finding": ("clerk", lambda crowd: [crowd.service.finding.pk], DETAIL),
    "service_incentives:findings": ("clerk", None, PAGE),
    "service_incentives:line": ("head", lambda crowd: [crowd.service.line().pk], DETAIL),
    "service_incentives:lines": ("head", None, PAGE),
    "service_incentives:list": ("head", None, PAGE),
    "service_incentives:mine": ("engineer", None, 9),  # the month so far beside the statements
    "service_incentives:payroll": ("hr", None, PAGE),
    "service_incentives:positions": ("clerk", None, PAGE),
    "service_incentives:projects": ("clerk", None, PAGE),
    "service_incentives:ranking": ("hr", None, PAGE),
    "service_incentives:registers": ("head", None, PAGE),
    "service_incentives:round": ("clerk", lambda crowd: [crowd.service.round.pk], DETAIL),
    "service_incentives:rounds": ("clerk", None, PAGE),
    "service_incentives:run": ("head", lambda crowd: [crowd.service.pay_run.pk], DETAIL),
    "service_incentives:sale": ("specialist", lambda crowd: [crowd.service.sale.pk], DETAIL),
    "service_incentives:sales": ("specialist", None, PAGE),
    "service_incentives:statement": ("engineer", lambda crowd: [crowd.service.pay_run.pk], PAGE),
    "service_incentives:trip": ("clerk", lambda crowd: [crowd.service.trip.pk], DETAIL),
    "service_incentives:trips": ("clerk", None, PAGE),
}
PAGED = {
    "service_incentives:findings",
    "service_incentives:lines",
    "service_incentives:payroll",
    "service_incentives:positions",
    "service_incentives:projects",
    "service_incentives:ranking",
    "service_incentives:sales",
    "service_incentives:trips",
}
ACTS = {
    # Who is paid by the run, who of a level is free to act, and whose turn is next.
    "service_incentives:confirm": 18,
    "service_incentives:approve": 15,
    "service_incentives:check_finance": 14,
    "service_incentives:check_hr": 14,
    "service_incentives:withdraw_receipt": 19,  # what is paid of the sale is added up again
    "service_incentives:gather": 16,
    "service_incentives:allocate": 14,
    "service_incentives:approve_parts": 15,
    "service_incentives:return_round": 13,
    "service_incentives:submit_round": 13,
    "service_incentives:pay": 20,  # the tax of everybody paid, and the notice to them
    "service_incentives:record_receipt": 16,  # the receipt, and the sale paid in full by it
    # The lines of everybody, written anew with it.
    "service_incentives:share_pool": 26,
    "service_incentives:decide_tie": 22,
    "service_incentives:send_back": 14,
    "service_incentives:answer": 15,  # the line, its run, the objection
    "service_incentives:calculate_again": 16,  # the lines of everybody, written anew
    "service_incentives:start": 20,
    "service_incentives:change_trip": 14,  # whether a run has used it
}
