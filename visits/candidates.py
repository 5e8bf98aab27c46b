"""Whom a plan could list: what last month left undone or held, and whom a rule names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from visits import policies, rules
from visits.models import Plan, PlanLine, Visit

Status = PlanLine.Status
UNDONE, LAST, GRADE, UNVISITED = "undone", "last", "grade", "unvisited"
SOURCES = {
    UNDONE: _("上月未完成的安排"),
    LAST: _("上月的安排"),
    GRADE: _("每月应拜访的等级"),
    UNVISITED: _("久未拜访的客户"),
}
MOST = 50  # of each source


@dataclass(frozen=True)
class Candidate:
    """A line as it would be; ``code`` names it in the form."""

    source: str
    code: str
    planned_on: date
    customer: Customer
    relation: str = PlanLine.Relation.CURRENT
    purposes: tuple[str, ...] = (PlanLine.Purpose.BOND,)
    contact: str = ""
    note: str = ""
    line: PlanLine | None = None

    def __str__(self) -> str:
        told = f"{self.planned_on:%m-%d} {self.customer}"
        if self.line is not None:
            told += f"（{self.line.planned_on:%m-%d}）"
        if self.customer.grade:
            told += f" · {self.customer.grade}"
        return f"{told} · {self.note}" if self.note else told


def candidates_of(plan: Plan) -> dict[str, list[Candidate]]:
    """Source -> candidates; a customer once, and not whom the plan lists already."""
    own, earlier = _lines(plan)
    taken = {line.customer_id for line in own}
    found: dict[str, list[Candidate]] = {}
    for source, offered in _offered(plan, earlier).items():
        fresh = []
        for one in offered:
            if one.customer.pk not in taken:
                taken.add(one.customer.pk)
                fresh.append(one)
        found[source] = _dated(plan, source, fresh[:MOST])
    return found


def _offered(plan: Plan, lines: list[PlanLine]) -> dict[str, list[Candidate]]:
    undone = [line for line in lines if _is_undone(line)]
    grades = policies.MONTHLY_GRADES.value()
    named = _annotated(plan.person_id).filter(Q(grade__in=grades) | Q(is_unvisited=True))
    customers = list(named.order_by("name_pinyin", "pk"))
    graded = [one for one in customers if one.grade in grades]
    others = [one for one in customers if one.grade not in grades]
    return {
        UNDONE: [_again(plan, UNDONE, line) for line in undone],
        LAST: [_again(plan, LAST, line) for line in lines if line not in undone],
        GRADE: [Candidate(GRADE, str(one.pk), plan.month, one) for one in graded],
        UNVISITED: [Candidate(UNVISITED, str(one.pk), plan.month, one) for one in others],
    }


def _lines(plan: Plan) -> tuple[list[PlanLine], list[PlanLine]]:
    """Of the plan, and of the month before what was not carried over yet."""
    before = rules.month_of(plan.month - timedelta(days=1))
    lines = PlanLine.objects.standing().filter(
        plan__person=plan.person_id, plan__month__in=[before, plan.month]
    )
    lines = lines.exclude(plan__state=Plan.State.VOID).select_related("customer")
    rows = list(lines.prefetch_related("visits").order_by("planned_on", "pk"))
    own = [line for line in rows if line.plan_id == plan.pk]
    carried = {line.carried_from_id for line in own}
    return own, [line for line in rows if line not in own and line.pk not in carried]


def _is_undone(line: PlanLine) -> bool:
    return line.status == Status.APPROVED and line.planned_on < clock.today()


def _again(plan: Plan, source: str, line: PlanLine) -> Candidate:
    """The same visit; of one that was done in part, what remained."""
    done = [visit for visit in line.visits.all() if visit.state != Visit.State.VOID]
    return Candidate(
        source, str(line.pk), rules.same_weekday(line.planned_on, plan.month), line.customer,
        line.relation, tuple(line.purposes), line.contact,
        done[0].remaining if done else line.note, line,
    )  # fmt: skip


def _dated(plan: Plan, source: str, found: list[Candidate]) -> list[Candidate]:
    """What is overdue first, what a rule names over the whole month, never in the past."""
    today = clock.today()
    days = rules.weekdays_of(plan.month, today)
    if source == LAST:
        return [replace(one, planned_on=max(one.planned_on, days[0])) for one in found]
    if source == UNDONE:
        chosen = [days[min(index, len(days) - 1)] for index in range(len(found))]
    else:
        chosen = rules.spread(days, len(found))
    return [replace(one, planned_on=day) for one, day in zip(found, chosen, strict=True)]


def unvisited(person: int) -> QuerySet[Customer]:
    """Their own customers whom nobody has visited for long."""
    return _annotated(person).filter(is_unvisited=True).order_by("name_pinyin", "pk")


def _annotated(person: int) -> QuerySet[Any]:
    since = clock.today() - timedelta(days=policies.UNVISITED_DAYS.value())
    lately = Visit.objects.filter(customer=OuterRef("pk"), ended_on__gte=since)
    own = Customer.objects.current().filter(owner=person)
    return own.annotate(is_unvisited=~Exists(lately.exclude(state=Visit.State.VOID)))
