"""Appraisal at the end of retention, destruction, and what stops it (R1.1.3, R1.1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import deadlines, holders, policies, rules
from archives.kinds import Retention
from archives.models import (
    ON_SHELF,
    Appraisal,
    AppraisalItem,
    AppraisalState,
    Document,
    Volume,
)
from foundation import clock
from foundation.articles import Refusal
from foundation.duties.actions import fulfil
from foundation.duties.periods import Every
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once
from foundation.process.tasks import open_task

Verdict = AppraisalItem.Verdict


def due_for_appraisal(today: date) -> QuerySet[Volume]:
    """On their shelves, retention ended, not held, not on another list, and not judged this year
    by two people to be kept on."""
    years = policies.RETENTION_YEARS.value()
    is_open = ~Q(appraisal__state__in=[AppraisalState.DONE, AppraisalState.REFUSED])
    new_year = clock.end_of_day(date(today.year - 1, 12, 31))
    is_kept = Q(verdict=Verdict.KEEP, appraisal__second_at__gte=new_year)
    listed = AppraisalItem.objects.filter(is_open | is_kept)
    ended = rules.ended_retention(today.year, years)
    found: QuerySet[Volume] = Volume.objects.filter(
        ended, state__in=ON_SHELF, hold_reason="", lent_at=None
    ).exclude(pk__in=listed.values("volume"))
    return found


def propose_appraisal(
    *,
    by: User,
    destroy: Sequence[Volume] = (),
    keep: Sequence[Volume] = (),
    reason: str,
    key: str | None = None,
) -> Appraisal:
    """The first appraiser's verdicts; a second one is asked (R1.1.4)."""
    chosen = [*destroy, *keep]
    if not chosen:
        raise Refusal("R1.1.4", _("请选择到期的案卷。"), field="destroy")
    both = {volume.pk for volume in destroy} & {volume.pk for volume in keep}
    if both:
        raise Refusal("R1.1.4", _("同一案卷只能有一个鉴定结论。"), field="keep")

    def then(appraisal: Appraisal, event: Event) -> None:
        only(holders.ROOM, appraisal, by, "R1.1.4")
        AppraisalItem.objects.bulk_create(
            AppraisalItem(
                appraisal=appraisal,
                volume=volume,
                verdict=Verdict.DESTROY if volume in destroy else Verdict.KEEP,
            )
            for volume in chosen
        )
        open_task(deadlines.APPRAISE, appraisal, event=event)
        fulfil(deadlines.APPRAISAL, Every.YEAR.before(Every.YEAR.start(clock.today())), by=by)

    def act() -> Appraisal:
        due = set(due_for_appraisal(clock.today()).values_list("pk", flat=True))
        early = [volume.archive_no for volume in chosen if volume.pk not in due]
        if early:
            message = _("保管期限未满、已冻结、已借出、已列入其他清单，或今年已鉴定为继续保管。")
            raise Refusal("R1.1.4", message, missing=early)
        return open_matter(
            Appraisal(reason=reason, appraised_by=by), by=by, article="R1.1.4",
            label=gettext_lazy("提出鉴定"), then=then,
        )  # fmt: skip

    return once(
        act, Appraisal, key=key, by=by, what=["appraise", list(destroy), list(keep), reason]
    )


def agree_appraisal(
    appraisal: Appraisal, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The second appraiser: what is kept goes back to its shelf, what is to be destroyed to the GM."""

    def then(appraisal: Appraisal, event: Event) -> None:
        for item in _items(appraisal):
            carry_out(item.volume, Volume.appraise, by=by, seen=None, comment=appraisal.number)
            if item.verdict == Verdict.KEEP:
                carry_out(item.volume, Volume.keep, by=by, seen=None, comment=appraisal.number)
        if appraisal.state == AppraisalState.AGREED:
            open_task(deadlines.APPROVE_DESTRUCTION, appraisal, event=event)

    return carry_out(
        appraisal, Appraisal.agree, by=by, seen=seen, key=key, comment=comment, then=then
    )


def _items(appraisal: Appraisal, **which: Any) -> list[AppraisalItem]:
    found = appraisal.items.filter(**which).select_related("volume__matter", "volume__clause")
    return list(found.order_by("volume"))


def approve_destruction(
    appraisal: Appraisal, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    def then(appraisal: Appraisal, event: Event) -> None:
        open_task(deadlines.DESTROY, appraisal, event=event)

    return carry_out(
        appraisal, Appraisal.approve, by=by, seen=seen, key=key, comment=comment, then=then
    )


def refuse_appraisal(
    appraisal: Appraisal, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    """The volumes are kept."""

    def then(appraisal: Appraisal, event: Event) -> None:
        for item in _items(appraisal, volume__state="appraised"):
            carry_out(item.volume, Volume.keep, by=by, seen=None, comment=appraisal.number)

    return carry_out(
        appraisal, Appraisal.refuse, by=by, seen=seen, key=key, comment=reason, then=then
    )


def destroy_volumes(
    appraisal: Appraisal, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The archive room destroys them; two witnesses are asked to sign the list."""

    def then(appraisal: Appraisal, event: Event) -> None:
        open_task(deadlines.WITNESS, appraisal, event=event)

    return carry_out(
        appraisal, Appraisal.destroy, by=by, seen=seen, key=key, comment=comment, then=then
    )


def sign_as_witness(appraisal: Appraisal, *, by: User, seen: int, key: str | None = None) -> Event:
    """With the second signature volumes and documents count as destroyed; their entries stay."""

    def then(appraisal: Appraisal, event: Event) -> None:
        if appraisal.state != AppraisalState.DONE:
            open_task(deadlines.WITNESS, appraisal, event=event)
            return
        for item in _items(appraisal, verdict=Verdict.DESTROY):
            for document in Document.objects.filter(volume=item.volume).select_related("matter"):
                carry_out(document, Document.destroy, by=by, seen=None, comment=appraisal.number)
            carry_out(item.volume, Volume.destroy, by=by, seen=None, comment=appraisal.number)

    return carry_out(appraisal, Appraisal.sign_as_witness, by=by, seen=seen, key=key, then=then)


def hold(volume: Volume, *, by: User, reason: str, seen: int, key: str | None = None) -> Volume:
    """A lawsuit or an audit: while it lasts nothing is destroyed."""
    return _hold(
        volume, by=by, reason=reason.strip(), label=gettext_lazy("冻结"), seen=seen, key=key
    )


def release(volume: Volume, *, by: User, reason: str, seen: int, key: str | None = None) -> Volume:
    return _hold(
        volume, by=by, reason="", label=gettext_lazy("解除冻结"), seen=seen, key=key, why=reason
    )


def _hold(
    volume: Volume, *, by: User, reason: str, label: Any, seen: int, key: str | None, why: str = ""
) -> Volume:
    def act() -> Volume:
        fresh = lock(volume, seen=seen)
        only(holders.HEAD_OF_ARCHIVES, fresh, by, "R1.1.3")
        if bool(fresh.hold_reason) == bool(reason):
            raise Refusal("R1.1.3", _("案卷已冻结。") if reason else _("案卷没有冻结。"))
        fresh.hold_reason = reason
        fresh.save(update_fields=["hold_reason"])
        log_event(
            fresh.matter, "hold" if reason else "release", by=by, label=label, article="R1.1.3",
            comment=reason or why,
        )  # fmt: skip
        raise_version(fresh)
        return fresh

    return once(act, Volume, key=key, by=by, what=["hold", volume, reason, why])


def ends_on(volume: Volume) -> date | None:
    """The day its retention ends (``None``: it never does)."""
    return rules.retention_ends_on(
        volume.year, Retention(volume.retention), policies.RETENTION_YEARS.value()
    )
