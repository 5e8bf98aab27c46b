"""Revisits: scheduled with the file, met by a visit, replaced when a non-buyer buys (R4.2.7)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.people.delegation import only_as, stands_for
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event, Task
from foundation.process.steps import lock, raise_version
from foundation.process.submissions import once
from health_forms import ciphers, holders, policies
from health_forms.actions.owed import end_listed
from health_forms.models import CustomerFile, Remark, Revisit, Visit
from health_forms.roles import DOCTOR
from health_forms.schedule import Days, stages
from health_forms.scope import REGULATION

ARTICLE = "R4.2.7"
EXPLAINED = "\n已说明产品不能代替药品。"  # written down as it was said, in the company's language
Status, Who = Revisit.Status, Revisit.Who
State = CustomerFile.State


def days() -> Days:
    return {
        (Who.REP, True): policies.REP_BUYER.value(),
        (Who.DOCTOR, True): policies.DOCTOR_BUYER.value(),
        (Who.REP, False): policies.REP_NON_BUYER.value(),
        (Who.DOCTOR, False): (),
    }


def schedule(file: CustomerFile, *, start: date) -> None:
    """Made again, nothing changes: each stage is there once."""
    made = stages(is_buyer=file.is_buyer, start=start, days=days())
    holder = {Who.REP.value: file.rep_id, Who.DOCTOR.value: file.doctor_id}
    Revisit.objects.bulk_create(
        [
            Revisit(
                file=file, who=one.who, of_buyer=file.is_buyer, stage=one.number,
                due_on=one.due_on, purpose=one.purpose, holder_id=holder[one.who],
            )
            for one in made
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def end_open(file: CustomerFile, status: str, **which: object) -> None:
    Revisit.objects.filter(file=file, status=Status.OPEN, **which).update(status=status)


def hand_to(file: CustomerFile, who: str, person: User) -> None:
    """Open stages follow the file, with their dates; those that are tasks already, like any."""
    Revisit.objects.filter(file=file, who=who, status=Status.OPEN).update(holder=person)


def record_visit(
    file: CustomerFile, *, by: User, mode: str, text: str, explained: bool, missed: str = "",
    call_back_on: date | None = None, seen: int, key: str | None = None,
) -> Visit:  # fmt: skip
    """In detail, with the file in hand (R4.2.9). It meets the earliest stage of one's own, one a
    day; whoever was not reached is not met. ``explained``: that the product replaces no medicine,
    which the text says then."""

    def act() -> Visit:
        fresh = lock(file, seen=seen)
        only(holders.VISITORS, fresh, by, ARTICLE)
        who = _in_hand(fresh, by)
        _refuse_claims(text)
        if not (missed or explained):
            raise Refusal(ARTICLE, _("须向顾客说明产品不能代替药品。"), field="explained")
        met = None if missed else _met(fresh, who)
        visit = Visit.objects.create(
            file=fresh, revisit=met, by=by, who=who, mode=mode, missed=missed,
            text=ciphers.encrypt(fresh.person.key, text if missed else text + EXPLAINED),
        )  # fmt: skip
        if call_back_on is not None:
            _plan(fresh, who, call_back_on, Revisit.Purpose.CALL_BACK)
        label = gettext_lazy("未联系上") if missed else gettext_lazy("登记回访")
        event = log_event(fresh.matter, "visit", by=by, label=label, article=ARTICLE, visit=visit)
        end_listed(fresh, by=by, event=event, outcome=Task.Outcome.DONE)
        raise_version(fresh)
        return visit

    what = ["record_visit", file, mode, missed, explained, call_back_on, ciphers.mark(text)]
    return once(act, Visit, key=key, by=by, what=what)


def _in_hand(file: CustomerFile, by: User) -> str:
    """As whom ``by`` visits: the doctor keeps the file, the representative takes it out first."""
    if file.state != State.KEPT:
        raise Refusal(ARTICLE, _("档案表交医生保存后才登记回访。"))
    people = {person.pk for person in stands_for(by, REGULATION)}
    out = file.checkouts.filter(given_back_at=None).first()
    if file.rep_id in people and out is not None and out.by_id in people:
        return Who.REP
    if file.doctor_id in people and out is None:
        return Who.DOCTOR
    raise Refusal("R4.2.9", _("登记回访前须先调用档案表，同一时间只能由一人使用。"))


def _met(file: CustomerFile, who: str) -> Revisit | None:
    """The earliest open stage is done, unless one was today already; what was promised is kept."""
    done = {"status": Status.DONE, "done_on": clock.today()}
    own = Revisit.objects.filter(file=file, who=who)
    own.filter(status=Status.OPEN, purpose=Revisit.Purpose.CALL_BACK).update(**done)
    stages_of = own.exclude(purpose=Revisit.Purpose.CALL_BACK)
    if stages_of.filter(done_on=clock.today()).exists():
        return None
    first = stages_of.filter(status=Status.OPEN).order_by("due_on", "pk").first()
    if first is not None:
        Revisit.objects.filter(pk=first.pk).update(**done)
    return first


def _refuse_claims(text: str) -> None:
    """No claim to treat or cure, nor that the product replaces a medicine."""
    found = [word for word in policies.CLAIMS.value() if word in text]
    if found:
        message = _("不得宣称治疗、治愈或替代药品：%(words)s")
        raise Refusal(ARTICLE, message % {"words": "、".join(found)}, field="text")


def _plan(file: CustomerFile, who: str, due_on: date, purpose: str) -> None:
    if due_on < clock.today():
        raise Refusal(ARTICLE, _("日期不能在过去。"), field="call_back_on")
    holder = file.rep_id if who == Who.REP else file.doctor_id
    Revisit.objects.create(
        file=file, who=who, of_buyer=file.is_buyer, due_on=due_on, purpose=purpose, holder_id=holder
    )


def plan_visit(
    file: CustomerFile, *, by: User, who: str, due_on: date, seen: int, key: str | None = None
) -> Event:
    """Beyond the stages: by the representative or the manager; the doctor's on their request."""

    def act() -> Event:
        fresh = lock(file, seen=seen)
        only(holders.PLANS_VISITS, fresh, by, ARTICLE)
        if fresh.state != State.KEPT:
            raise Refusal(ARTICLE, _("档案表交医生保存后才登记回访。"))
        if due_on < clock.today():
            raise Refusal(ARTICLE, _("日期不能在过去。"), field="due_on")
        _plan(fresh, who, due_on, Revisit.Purpose.PLANNED)
        event = log_event(
            fresh.matter, "plan_visit", by=by, label=gettext_lazy("另行安排回访"), article=ARTICLE,
            who=who, due_on=due_on,
        )  # fmt: skip
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["plan_visit", file, who, due_on])


def record_purchase(
    file: CustomerFile, *, by: User, bought_on: date, seen: int, key: str | None = None
) -> Event:
    """The first purchase gives the buyer's schedule from that day; further ones change nothing."""

    def act() -> Event:
        fresh = _to_change(file, by, seen)
        if fresh.made_on is None or not fresh.made_on <= bought_on <= clock.today():
            message = _("购买日期应在建档之后、今天之前。")
            raise Refusal(ARTICLE, message, field="bought_on")
        if not fresh.is_buyer:
            fresh.is_buyer, fresh.bought_on = True, bought_on
            fresh.save(update_fields=["is_buyer", "bought_on"])
            end_open(fresh, Status.SUPERSEDED, of_buyer=False, stage__isnull=False)
            schedule(fresh, start=bought_on)
        event = log_event(
            fresh.matter, "purchase", by=by, label=gettext_lazy("登记购买"), article=ARTICLE,
            bought_on=bought_on,
        )  # fmt: skip
        end_listed(fresh, by=by, event=event, outcome=Task.Outcome.SUPERSEDED)
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["record_purchase", file, bought_on])


def take_back_purchase(
    file: CustomerFile, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """Returned: a non-buyer again; what was still owed to the buyer is replaced by nothing."""

    def act() -> Event:
        fresh = _to_change(file, by, seen)
        if not fresh.is_buyer:
            raise Refusal(ARTICLE, _("没有登记购买。"))
        fresh.is_buyer, fresh.bought_on = False, None
        fresh.save(update_fields=["is_buyer", "bought_on"])
        end_open(fresh, Status.SUPERSEDED, of_buyer=True, stage__isnull=False)
        event = log_event(
            fresh.matter, "return", by=by, label=gettext_lazy("登记退货"), article=ARTICLE,
            comment=reason,
        )  # fmt: skip
        end_listed(fresh, by=by, event=event, outcome=Task.Outcome.SUPERSEDED)
        raise_version(fresh)
        return event

    return once(act, Event, key=key, by=by, what=["take_back_purchase", file, reason])


def _to_change(file: CustomerFile, by: User, seen: int) -> CustomerFile:
    fresh = lock(file, seen=seen)
    only(holders.PLANS_VISITS, fresh, by, ARTICLE)
    if fresh.state not in (State.WRITTEN, State.HANDED_IN, State.KEPT):
        raise Refusal(ARTICLE, _("档案表填写后才能登记。"))
    return fresh


def remark(*, by: User, to: User, text: str, key: str | None = None) -> Remark:
    """The doctor guides a representative (R4.2.8); the mail says only that there is a word."""

    def act() -> Remark:
        only_as(by, DOCTOR, article="R4.2.8")
        said = Remark.objects.create(by=by, to=to, text=text)
        notify(
            [to], template="health_forms/remark", context={"by": by.name},
            url="/health-forms/revisits/", dedupe=f"remark:{said.pk}", article="R4.2.8",
        )  # fmt: skip
        return said

    return once(act, Remark, key=key, by=by, what=["remark", to, text])
