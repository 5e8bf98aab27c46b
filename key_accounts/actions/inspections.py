"""The sample of a branch and month: drawn once, by the system, after the month (R6.6)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import Department, User
from foundation.process.batches import carry_out_all, lock_all
from foundation.process.models import Event
from foundation.process.steps import carry_out, open_matter
from foundation.process.tasks import open_task
from key_accounts import deadlines, policies, rules
from key_accounts.models import Account, Inspection, Revisit

LOGGED = Q(state=Revisit.State.LOGGED, authorisation=None)


def draw_samples() -> int:
    """Of every branch, for each month since the last one drawn; called again it does nothing."""
    by = User.objects.system()
    drawn = 0
    for month in _months():
        for branch in _branches(month):
            try:
                draw_sample(branch, month, by=by)
                drawn += 1
            except IntegrityError:  # another worker was quicker
                continue
    _leave_late(by)
    return drawn


def _months() -> Iterator[date]:
    """To begin with only the month before this one; the last one again, should it be unfinished."""
    this = rules.month_of(clock.today())
    newest = Inspection.objects.order_by("-month").values_list("month", flat=True).first()
    month = newest or rules.months_after(this, -1)
    while month < this:
        yield month
        month = rules.months_after(month, 1)


def _branches(month: date) -> list[Department]:
    """With accounts, or with revisits of the month; without those drawn already."""
    accounts = Account.objects.exclude(state=Account.State.CLOSED).values("branch")
    visited = Revisit.objects.filter(LOGGED, _within(month)).values("branch")
    done = Inspection.objects.filter(month=month).values("branch")
    wanted = Department.objects.filter(Q(pk__in=accounts) | Q(pk__in=visited))
    return list(wanted.exclude(pk__in=done).order_by("path"))


def _within(month: date) -> Q:
    return Q(visited_on__gte=month, visited_on__lt=rules.months_after(month, 1))


def draw_sample(branch: Department, month: date, *, by: User) -> Inspection:
    """By visit date; what was not drawn is left, what was drawn waits for its verdict."""
    if rules.months_after(month, 1) > clock.today():
        raise Refusal("R6.6", _("月份结束后才抽取检查样本。"))

    def then(inspection: Inspection, event: Event) -> None:
        rows = lock_all(
            Revisit.objects.filter(LOGGED, _within(month), branch=branch),
            "account__customer", "branch", "person",
        )  # fmt: skip
        size = rules.sample_size(
            len(rows), policies.SAMPLE_SHARE.value(month), policies.SAMPLE_LEAST.value(month)
        )
        chosen = rules.sample((one.pk for one in rows), size, inspection.seed)
        for step, belongs in ((Revisit.draw, True), (Revisit.leave, False)):
            part = [one for one in rows if (one.pk in chosen) == belongs]
            carry_out_all(part, step, by=by, given=lambda one: {"inspection": inspection})
        if chosen:
            open_task(deadlines.INSPECT, inspection, event=event)
        else:
            carry_out(inspection, Inspection.finish, by=by, seen=None)

    inspection = Inspection(branch=branch, month=month, seed=secrets.randbelow(2**40))
    return open_matter(
        inspection, by=by, article="R6.6", label=gettext_lazy("抽取检查样本"), then=then
    )


@transaction.atomic
def _leave_late(by: User) -> None:
    """Logged after its month was drawn: it counts as logged and cannot be drawn any more."""
    before = rules.month_of(clock.today())
    late = lock_all(
        Revisit.objects.filter(LOGGED, visited_on__lt=before),
        "account__customer", "branch", "person",
    )  # fmt: skip
    of_month = Inspection.objects.filter(branch__in={one.branch_id for one in late})
    known = {(one.branch_id, one.month): one for one in of_month} if late else {}

    def given(one: Revisit) -> dict[str, Inspection | None]:
        return {"inspection": known.get((one.branch_id, rules.month_of(one.visited_on)))}

    carry_out_all(late, Revisit.leave, by=by, given=given)
