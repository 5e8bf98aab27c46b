"""Quarterly assessments: scored by the department, approved as one (R5.2, R5.5.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from service_incentives import deadlines, periods
from service_incentives.books import Books
from service_incentives.calculation.quarterly import RANKED
from service_incentives.models import Assessment, AssessmentRound
from service_incentives.roles import STATISTICIAN

State = AssessmentRound.State


def open_round(*, by: User, quarter: date, key: str | None = None) -> AssessmentRound:
    """The round of the quarter that ``quarter`` lies in; the one already there if there is one."""
    first = periods.beginning("quarterly", quarter)

    def act() -> AssessmentRound:
        only_as(by, STATISTICIAN, article="R5.5.1")
        if first > clock.today():
            raise Refusal("R5.5.1", _("这一季度还没有开始。"), field="quarter")
        earlier: AssessmentRound | None = AssessmentRound.objects.filter(quarter=first).first()
        if earlier is not None:
            return earlier
        opened: AssessmentRound = open_matter(
            AssessmentRound(quarter=first, opened_by=by), by=by, article="R5.5.1",
            label=gettext_lazy("开始季度考核"), then=_open_task,
        )  # fmt: skip
        return opened

    try:
        return once(act, AssessmentRound, key=key, by=by, what=["open_round", first])
    except IntegrityError:  # somebody opened it at the same moment
        return AssessmentRound.objects.get(quarter=first)


def _open_task(one: AssessmentRound, event: Event) -> None:
    kind = deadlines.SCORING if one.state == State.DRAFT else deadlines.ASSESSMENT
    open_task(kind, one, event=event)


def assess(
    one: AssessmentRound, *, by: User, person: User, quality: Decimal, workload: Decimal,
    cost: Decimal, note: str = "", seen: int | None = None, key: str | None = None,
) -> Assessment:  # fmt: skip
    """One person's scores; the same person again corrects them."""

    def act() -> Assessment:
        fresh = lock(one, seen=seen)
        only_as(by, STATISTICIAN, article="R5.5.1")
        if fresh.state != State.DRAFT:
            raise Refusal("R5.5.1", _("考核已经提交，不能再改分数。"))
        if person.pk == by.pk:
            raise Refusal("R0.separation", _("不能给自己评分。"), field="person")
        if Books([person.pk], []).position(person.pk, fresh.last_day) not in RANKED:
            message = _("此人季末不在考核排名的范围。")
            raise Refusal("R5.5.1", message, field="person")
        row, __ = Assessment.objects.update_or_create(
            round=fresh,
            person=person,
            defaults={
                "quality": quality, "workload": workload, "cost": cost, "note": note,
                "entered_by": by, "entered_at": clock.now(),
            },
        )  # fmt: skip
        log_event(
            fresh.matter, "assess", by=by, label=gettext_lazy("评分"), article="R5.2", person=person
        )
        raise_version(fresh)
        return row

    what = ["assess", one, person, quality, workload, cost, note]
    return once(act, Assessment, key=key, by=by, what=what)


def submit_round(one: AssessmentRound, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(one, AssessmentRound.submit, by=by, seen=seen, key=key, then=_open_task)


def approve_round(
    one: AssessmentRound, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """From now on the quarter can be ranked by it."""
    return carry_out(one, AssessmentRound.approve, by=by, seen=seen, key=key, comment=comment)


def return_round(
    one: AssessmentRound, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(
        one, AssessmentRound.send_back, by=by, seen=seen, key=key, comment=reason, then=_open_task
    )
