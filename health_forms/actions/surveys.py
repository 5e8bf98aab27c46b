"""A survey from consent to the sales manager's desk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, note, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from health_forms import ciphers, deadlines, holders, policies, rules
from health_forms.models import CustomerFile, FormDesign, Person, Survey
from health_forms.roles import COLLECTORS
from health_forms.scope import REGULATION


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person agreed to before anything was asked: the processing, and that of health data
    separately."""

    design: FormDesign
    at: datetime
    mode: str
    paper: str


def take(
    *, by: User, consent: Consent | None, contact: dict[str, str], answers: dict[str, Any],
    filled_by: str, key: str | None = None,
) -> Survey:  # fmt: skip
    """The filled form, by rep or supervisor only (R4.1.2). Without consent nothing is stored."""

    def act() -> Survey:
        given = _checked(by, consent, answers)
        person = _person(contact)
        survey = Survey(
            person=person, design=given.design, collector=by, department=by.department,
            filled_by=filled_by, filled_at=clock.now(), consented_at=given.at,
            consent_mode=given.mode, consent_paper=given.paper,
            answers=ciphers.encrypt(person.key, answers),
            due_on=rules.hand_in_due_on(clock.today(), policies.HAND_IN_DAYS.value()),
        )  # fmt: skip
        return open_matter(
            survey, by=by, article="R4.1.1", label=gettext_lazy("收集健康调查表"), then=then
        )

    def then(survey: Survey, event: Event) -> None:
        open_task(deadlines.HAND_IN, survey, event=event)

    # A digest of the answers that can be tried out would be one way to them.
    entered = json.dumps([contact, answers, filled_by], ensure_ascii=False, sort_keys=True)
    return once(act, Survey, key=key, by=by, what=["take", ciphers.mark(entered)])


def _checked(by: User, consent: Consent | None, answers: dict[str, Any]) -> Consent:
    if not any(acts_as(by, role, REGULATION) for role in COLLECTORS):
        raise Refusal("R4.1.2", _("健康调查表只由满意代表或销售主管收集。"))
    if clock.today() < policies.IN_FORCE_FROM.value():
        raise Refusal("R4.1.1", _("本制度尚未执行。"))
    if consent is None:
        raise Refusal("R4.1.4", _("未取得本人同意，不收集也不保存任何内容。"))
    if clock.now() - consent.at > timedelta(hours=policies.CONSENT_HOURS.value()):
        raise Refusal("R4.1.4", _("知情同意已过时限，请重新征得本人同意。"))
    missing = rules.unanswered(consent.design.questions, answers)
    if missing:
        message = _("每个问题都须填写；健康问题可以选择拒绝回答。")
        raise Refusal("R4.1.4", message, missing=missing)
    return consent


def _person(contact: dict[str, str]) -> Person:
    """The same name and number is the same person, with what was said last."""
    marks = ciphers.marks(rules.identity(contact["name"], contact["phone"]))
    person = Person.objects.select_for_update().filter(mark__in=marks).first() or Person()
    person.fill(contact)
    person.ending = ""  # they agreed anew
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody entered the same person at this moment
        return _person(contact)
    return person


def hand_in(survey: Survey, *, by: User, seen: int, key: str | None = None) -> Event:
    def then(survey: Survey, event: Event) -> None:
        open_task(deadlines.ALLOCATE, survey, event=event)

    return carry_out(survey, Survey.hand_in, by=by, seen=seen, key=key, then=then)


def end_contact(
    survey: Survey, *, by: User, ending: str, seen: int, key: str | None = None
) -> Event:
    """Moved, deceased, refusing, without a customer file: nobody goes on with any of their forms,
    which are handed in and sealed all the same."""

    def act() -> Event:
        fresh = lock(survey, seen=seen)
        only(holders.ENDS_CONTACT, fresh, by, "R4.1.7")
        person = Person.objects.select_for_update().get(pk=fresh.person_id)
        if fresh.state == Survey.State.ERASED or person.ending:
            raise Refusal("R4.1.7", _("已经停止跟踪。"))
        if CustomerFile.objects.filter(person=person).exists():
            raise Refusal("R4.2.7", _("本人已有顾客档案表，请在档案表上停止回访。"))
        person.ending = ending
        person.save(update_fields=["ending"])
        label = gettext_lazy("停止跟踪")
        return note(
            fresh, "end_contact", by=by, label=label, article="R4.1.7",
            comment=person.get_ending_display(), ending=ending,
        )  # fmt: skip

    return once(act, Event, key=key, by=by, what=["end_contact", survey, ending])


def note_view(survey: Survey, *, by: User) -> Event:
    """Every look at the answers is an event of the form (R4.1.11)."""
    return log_event(
        survey.matter, "view", by=by, label=gettext_lazy("查看内容"), article="R4.1.11"
    )
