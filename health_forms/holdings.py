"""What of the health forms somebody has in hand and hands over when they leave (R4.2.12)."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.governance.holdings import Held, Holding, Move
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Task, open_tasks
from foundation.process.steps import lock, raise_version
from foundation.process.tasks import end_tasks
from health_forms import deadlines
from health_forms.models import Checkout, CustomerFile, Revisit, Survey

ARTICLE = "R4.2.12"


def _taken_out(person: User) -> list[Checkout]:
    out = Checkout.objects.filter(by=person, given_back_at=None)
    return list(out.select_related("file__matter").order_by("pk"))


def _in_hand(person: User) -> list[Held]:
    return [
        Held(str(one.pk), f"{one.file.matter.number} {one.file.matter.title}", one.file.get_absolute_url())
        for one in _taken_out(person)
    ]  # fmt: skip


def _end_checkouts(move: Move) -> None:
    """Given back to the doctor first; what cannot be produced was accepted as lost by the GM."""
    out = _taken_out(move.leaver)
    held = [one.file.matter.number for one in out if str(one.pk) not in move.missing]
    if held:
        message = _("调用中的档案表须先归还医生；拿不出的登记为缺失。")
        raise Refusal(ARTICLE, message, missing=held)
    for one in out:
        file = lock(one.file)
        one.given_back_at = clock.now()
        one.save(update_fields=["given_back_at"])
        event = log_event(
            file.matter, "lost", by=move.by, label=gettext_lazy("离职时登记为缺失"),
            article=ARTICLE, comment=move.comment,
        )  # fmt: skip
        waiting = open_tasks(file.pk).filter(kind=deadlines.GIVE_BACK.code)
        end_tasks(waiting, by=move.by, event=event, outcome=Task.Outcome.SUPERSEDED)
        raise_version(file)


CHECKOUTS = Holding(
    "health_forms.checkouts", gettext_lazy("调用中的顾客档案表（R4.2.12）"), _in_hand,
    _end_checkouts, can_be_missing=True,
)  # fmt: skip


def _files(person: User) -> list[CustomerFile]:
    live = CustomerFile.objects.for_act().exclude(state__in=CustomerFile.closed_states)
    return list(live.filter(Q(rep=person) | Q(doctor=person)).order_by("pk"))


def _held_files(person: User) -> list[Held]:
    return [
        Held(str(file.pk), f"{file.number} {file.matter.title}", file.get_absolute_url())
        for file in _files(person)
    ]


def _pass_files(move: Move) -> None:
    """With the open visits and their dates."""
    for file in _files(move.leaver):
        fresh = lock(file)
        for field, who in (("rep", Revisit.Who.REP), ("doctor", Revisit.Who.DOCTOR)):
            if getattr(fresh, f"{field}_id") == move.leaver.pk:
                setattr(fresh, field, move.successor)
                Revisit.objects.filter(file=fresh, who=who, status=Revisit.Status.OPEN).update(
                    holder=move.successor
                )
        fresh.save(update_fields=["rep", "doctor"])
        log_event(
            fresh.matter, "hand_over", by=move.by, label=FILES.label, article=ARTICLE,
            comment=move.comment, to=move.successor,
        )  # fmt: skip
        raise_version(fresh)


FILES = Holding(
    "health_forms.files", gettext_lazy("掌握的顾客档案表（R4.2.12）"), _held_files, _pass_files
)


def _notebook(person: User) -> list[Survey]:
    mine = Survey.objects.for_act().filter(allocated_to=person)
    return list(mine.exclude(state=Survey.State.ERASED).order_by("pk"))


def _held_surveys(person: User) -> list[Held]:
    return [
        Held(str(one.pk), f"{one.number} {one.matter.title}", one.get_absolute_url())
        for one in _notebook(person)
    ]


def _pass_surveys(move: Move) -> None:
    for survey in _notebook(move.leaver):
        fresh = lock(survey)
        fresh.allocated_to = move.successor
        fresh.save(update_fields=["allocated_to"])
        log_event(
            fresh.matter, "hand_over", by=move.by, label=SURVEYS.label, article=ARTICLE,
            comment=move.comment, to=move.successor,
        )  # fmt: skip
        raise_version(fresh)


SURVEYS = Holding(
    "health_forms.surveys", gettext_lazy("名单中的顾客"), _held_surveys, _pass_surveys
)
