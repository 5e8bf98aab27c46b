"""Whose turn it is with a form, and until when: 24:00 company time of the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.duties.declarations import EachDate, OneRole, RecurringDuty, Subject
from foundation.duties.periods import LastDay, OnTheDate
from foundation.policies.declarations import Policy
from foundation.process.holders import Person
from foundation.process.tasks import TaskKind
from health_forms import holders, policies
from health_forms.models import MeetingAction
from health_forms.roles import MANAGER

HAND_IN = TaskKind(
    code="health_forms.hand_in",
    label=_("上交健康调查表"),
    article="R4.1.6",
    model="health_forms.Survey",
    awaits=("hand_in",),
    superseded_by=("erase",),
    holder=holders.COLLECTOR,
    due=lambda survey: survey.due_on,
    alerts=policies.HAND_IN_ALERTS,
    is_duty=True,
)


def _after(days: Policy[int]) -> Callable[[Any], date]:
    return lambda record: clock.today() + timedelta(days=days.value())


ALLOCATE = TaskKind(
    code="health_forms.allocate",
    label=_("分配健康调查表"),
    article="R4.1.7",
    model="health_forms.Survey",
    awaits=("allocate",),
    superseded_by=("erase",),
    holder=holders.SALES_MANAGER,
    due=_after(policies.ALLOCATION_DAYS),
    alerts=policies.STEP_ALERTS,
)
SEAL = TaskKind(
    code="health_forms.seal",
    label=_("封存健康调查表"),
    article="R4.1.10",
    model="health_forms.Survey",
    awaits=("seal",),
    superseded_by=("erase",),
    holder=holders.SERVICE_MANAGER,
    due=_after(policies.SEALING_DAYS),
    alerts=policies.STEP_ALERTS,
)
OPENING = TaskKind(
    code="health_forms.opening",
    label=_("批准查阅封存的表"),
    article="R4.1.11",
    model="health_forms.Opening",
    awaits=("approve", "refuse"),
    holder=holders.GENERAL_MANAGER,
    due=_after(policies.OPENING_DAYS),
    alerts=policies.STEP_ALERTS,
)
READING = TaskKind(
    code="health_forms.reading",
    label=_("批准查阅顾客档案表"),
    article="R4.2.10",
    model="health_forms.Opening",
    awaits=("approve", "refuse"),
    holder=holders.GENERAL_MANAGER,
    due=_after(policies.OPENING_DAYS),
    alerts=policies.STEP_ALERTS,
)
REQUEST = TaskKind(
    code="health_forms.request",
    label=_("答复本人请求"),
    article="R4.2.13",
    model="health_forms.PersonRequest",
    awaits=("answer",),
    holder=holders.SERVICE_MANAGER,
    due=lambda request: request.due_on,
    alerts=policies.REQUEST_ALERTS,
    is_duty=True,
)

FILE = "health_forms.CustomerFile"
WRITE_FILE = TaskKind(
    code="health_forms.write_file",
    label=_("填写顾客档案表"),
    article="R4.2.3",
    model=FILE,
    awaits=("write",),
    superseded_by=("erase",),
    holder=holders.FILE_REP,
    due=lambda file: file.due_on,
    alerts=policies.FILE_ALERTS,
    is_duty=True,
)
HAND_IN_FILE = TaskKind(
    code="health_forms.hand_in_file",
    label=_("上交顾客档案表"),
    article="R4.2.5",
    model=FILE,
    awaits=("hand_in",),
    superseded_by=("close", "erase"),
    holder=holders.FILE_REP,
    due=_after(policies.FILE_DAYS),
    alerts=policies.FILE_ALERTS,
    is_duty=True,
)
PASS_ON = TaskKind(
    code="health_forms.pass_on",
    label=_("把档案表转交医生"),
    article="R4.2.6",
    model=FILE,
    awaits=("pass_on",),
    superseded_by=("close", "erase"),
    holder=holders.SALES_MANAGER,
    due=_after(policies.FILE_DAYS),
    alerts=policies.FILE_ALERTS,
    is_duty=True,
)
GIVE_BACK = TaskKind(
    code="health_forms.give_back",
    label=_("归还调用的档案表"),
    article="R4.2.9",
    model=FILE,
    awaits=(),
    holder=holders.FILE_REP,
    due=lambda file: clock.today(),
    alerts=policies.GIVE_BACK_ALERTS,
    is_duty=True,
)
REVISIT = TaskKind(  # opened for many at once, see actions/owed.py
    code="health_forms.revisit",
    label=_("回访顾客"),
    article="R4.2.7",
    model=FILE,
    awaits=(),
    holder=Person(lambda revisit: revisit.holder),
    due=lambda revisit: revisit.due_on,
    alerts=policies.REVISIT_ALERTS,
    is_duty=True,
)

PENALTY_MODEL = "health_forms.Penalty"
STATEMENT = TaskKind(
    code="health_forms.statement",
    label=_("对处罚作出陈述"),
    article="R4.2.10",
    model=PENALTY_MODEL,
    awaits=("hear", "refuse"),
    holder=holders.PUNISHED,
    due=_after(policies.PENALTY_DAYS),
    alerts=policies.STEP_ALERTS,
)
RESTORE = TaskKind(
    code="health_forms.restore",
    label=_("立即补充档案"),
    article="R4.2.10",
    model=PENALTY_MODEL,
    awaits=(),
    holder=holders.PUNISHED,
    due=lambda penalty: clock.today(),
    alerts=policies.FILE_ALERTS,
    is_duty=True,
)
PENALTY = TaskKind(
    code="health_forms.penalty",
    label=_("决定档案处罚"),
    article="R4.2.10",
    model=PENALTY_MODEL,
    awaits=("approve", "refuse"),
    holder=holders.GENERAL_MANAGER,
    due=_after(policies.PENALTY_DAYS),
    alerts=policies.STEP_ALERTS,
)
MEETING = RecurringDuty(
    code="health_forms.meeting",
    label=_("召开顾客服务会议"),
    article="R4.2.11",
    who=OneRole(MANAGER),
    due=LastDay(policies.MEETING_AHEAD),
    alerts=policies.FILE_ALERTS,
    page=lambda duty: reverse("health_forms:hold_meeting"),
)


def _agreed() -> Iterable[tuple[date, Subject]]:
    """What was agreed and is not done, a duty for each person and day."""
    waiting = MeetingAction.objects.filter(done_at=None).select_related("owner")
    found = {(one.due_on, one.owner_id): Subject(person=one.owner) for one in waiting}
    return [(day, whose) for (day, __), whose in found.items()]


AGREED = RecurringDuty(
    code="health_forms.agreed",
    label=_("完成顾客服务会议的事项"),
    article="R4.2.11",
    every=None,
    who=EachDate(_agreed, holder=Person(lambda duty: duty.person)),
    due=OnTheDate(),
    alerts=policies.FILE_ALERTS,
    page=lambda duty: reverse("health_forms:meetings"),
)
