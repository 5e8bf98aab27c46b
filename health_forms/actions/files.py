"""The customer file: opened for who attended an event, written that day, passed on to the doctor."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.people.roles import holds
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import close_all_tasks, open_task
from health_forms import ciphers, deadlines, holders
from health_forms.actions.revisits import end_open, hand_to, schedule
from health_forms.conflicts import STEP, conflicts, unsettled
from health_forms.models import CustomerFile, Revisit, Survey
from health_forms.roles import DOCTOR

LIVE = (Survey.State.ALLOCATED, Survey.State.SEALED)


def attend(
    survey: Survey, *, by: User, event_kind: str, event: str, attended_on: date,
    bought_on: date | None = None, seen: int | None = None, key: str | None = None,
) -> CustomerFile:  # fmt: skip
    """The person was there, buyer or not (R4.2.1); the answers are taken over by the system, so the
    seal stays closed (R4.2.2). ``attended_on`` is their last day."""

    def act() -> CustomerFile:
        only(holders.FOLLOWS_UP, survey, by, "R4.2.1")
        _refuse_attendance(survey, attended_on, bought_on)
        file = CustomerFile(
            person=survey.person, survey=survey, rep=survey.allocated_to,
            department=survey.department, event_kind=event_kind, event=event, due_on=attended_on,
            bought_on=bought_on, is_buyer=bought_on is not None, answers=survey.answers,
        )  # fmt: skip
        return open_matter(
            file, by=by, article="R4.2.1", label=gettext_lazy("登记参加活动"), then=then
        )

    def then(file: CustomerFile, opened: Event) -> None:
        open_task(deadlines.WRITE_FILE, file, event=opened)
        log_event(
            survey.matter, "attend", by=by, label=gettext_lazy("登记参加活动"), article="R4.2.1"
        )

    what = ["attend", survey, event_kind, event, attended_on, bought_on]
    try:
        return once(act, CustomerFile, key=key, by=by, what=what)
    except IntegrityError:
        message = _("这位顾客已有档案表；再次参加活动不另建档。")
        raise Refusal("R4.2.1", message, field="event") from None


def _refuse_attendance(survey: Survey, attended_on: date, bought_on: date | None) -> None:
    if survey.state not in LIVE:
        message = _("调查表须先分配给满意代表，且本人没有撤回同意。")
        raise Refusal("R4.2.1", message)
    if survey.person.ending:
        message = _("已登记“%(ending)s”；本人又来参加活动的，先重新征得同意、填写调查表。")
        raise Refusal("R4.2.1", message % {"ending": survey.person.get_ending_display()})
    if attended_on > clock.today():
        raise Refusal("R4.2.3", _("活动结束后才能登记。"), field="attended_on")
    if bought_on and bought_on > clock.today():
        raise Refusal("R4.2.1", _("购买日期不能在将来。"), field="bought_on")


def write_file(
    file: CustomerFile, *, by: User, written: dict[str, str], seen: int, key: str | None = None
) -> Event:
    """Every field (R4.2.4). The schedule of revisits is made with it, in the same transaction."""
    empty = [code for code in ("feedback", "needs", "plan") if not written.get(code, "").strip()]
    if empty:
        raise Refusal("R4.2.4", _("每一项都须填写。"), field=empty[0])

    def act() -> Event:
        return carry_out(file, CustomerFile.write, by=by, seen=seen, then=then)

    def then(file: CustomerFile, event: Event) -> None:
        file.feedback = ciphers.encrypt(file.person.key, written)
        file.save(update_fields=["feedback"])
        schedule(file, start=file.starts_on)
        open_task(deadlines.HAND_IN_FILE, file, event=event)

    what = ["write_file", file, ciphers.mark(str(sorted(written.items())))]
    return once(act, Event, key=key, by=by, what=what)


def settle(
    file: CustomerFile, *, by: User, chosen: dict[str, str], seen: int, key: str | None = None
) -> Event:
    """Of answers that differ between the person's forms, those that hold (R4.2.2)."""

    def act() -> Event:
        fresh = lock(file, seen=seen)
        if not fresh.may_read(by):
            raise Refusal("R4.2.10", _("手中有档案表的人才能核定。"))
        forms, open_ones = unsettled(fresh), conflicts(fresh)
        if not open_ones:
            raise Refusal("R4.2.2", _("没有待核定的答案。"))
        if any(chosen.get(one.code) not in one.answers for one in open_ones):
            raise Refusal("R4.2.2", _("每一处都须选定一个答案。"))
        person_key = fresh.person.key
        told: dict[str, str] = {}
        for survey in forms:
            told |= ciphers.decrypt(person_key, survey.answers)
        fresh.answers = ciphers.encrypt(person_key, told | chosen)
        fresh.save(update_fields=["answers"])
        event = log_event(
            fresh.matter, STEP, by=by, label=gettext_lazy("核定不一致的答案"), article="R4.2.2",
            up_to=forms[-1].pk,
        )  # fmt: skip
        raise_version(fresh)
        return event

    # Sent again, the form has no questions left, so what was chosen is not there to compare.
    return once(act, Event, key=key, by=by, what=["settle", file])


def hand_in_file(file: CustomerFile, *, by: User, seen: int, key: str | None = None) -> Event:
    def then(file: CustomerFile, event: Event) -> None:
        open_task(deadlines.PASS_ON, file, event=event)

    return carry_out(file, CustomerFile.hand_in, by=by, seen=seen, key=key, then=then)


def pass_on(
    file: CustomerFile, *, by: User, doctor: User, seen: int, key: str | None = None
) -> Event:
    """To the doctor who keeps it; their visits follow (R4.2.6)."""
    if not (doctor.is_working and holds(doctor, DOCTOR)):
        message = _("%(name)s 不是在职的顾服主管医生。") % {"name": doctor.name}
        raise Refusal("R4.2.6", message, field="doctor")

    def then(file: CustomerFile, event: Event) -> None:
        hand_to(file, Revisit.Who.DOCTOR, doctor)

    return carry_out(
        file, CustomerFile.pass_on, by=by, seen=seen, key=key, then=then, doctor=doctor
    )


def close_file(
    file: CustomerFile, *, by: User, ending: str, seen: int, key: str | None = None
) -> Event:
    """Moved, deceased, refusing: they leave all lists, with the reason."""

    def then(file: CustomerFile, event: Event) -> None:
        close_all_tasks(file, by=by, event=event)
        end_open(file, Revisit.Status.CLOSED)

    return carry_out(file, CustomerFile.close, by=by, seen=seen, key=key, then=then, ending=ending)


def note_file_view(file: CustomerFile, *, by: User) -> Event:
    return log_event(file.matter, "view", by=by, label=gettext_lazy("查看内容"), article="R4.2.10")
