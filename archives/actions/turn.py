"""What several acts share: whose turn it is, the filing years of what hangs together."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy

from archives import deadlines, rules
from archives.models import Document, DocumentLink, DocumentState, Remark, Volume
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.records import Record
from foundation.process.steps import carry_out, lock, raise_version
from foundation.process.tasks import close_all_tasks, open_task

OF_STATE = {
    DocumentState.HANDED_IN: deadlines.COLLECT,
    DocumentState.INCOMPLETE: deadlines.COMPLETE,
    DocumentState.RECEIVED: deadlines.PLACE,
}


def open_next(document: Document, event: Event) -> None:
    """The task of whoever's turn it is; in the other states nobody is waited for, one by one."""
    declared = OF_STATE.get(DocumentState(document.state))
    if declared:
        open_task(declared, document, event=event)


def end(record: Record, event: Event) -> None:
    close_all_tasks(record, by=event.actor, event=event)


def refile(group: dict[int, Document], links: Collection[DocumentLink], *, by: User) -> None:
    """The filing years of all that hangs together, after a fact or a link has changed (R1.2.24)."""
    for key, chosen in sorted(rules.filing_years(list(group.values()), links).items()):
        document = group[key]
        before = document.filing_year
        if (before, document.year_rule) == (chosen.year, chosen.rule):
            continue
        fresh = lock(document)
        fresh.filing_year, fresh.year_rule = chosen.year, chosen.rule
        fresh.save(update_fields=["filing_year", "year_rule"])
        log_event(
            fresh.matter, "refile", by=by, label=gettext_lazy("归档年度"), article="R1.2.24",
            comment=f"{chosen.year} · {chosen.rule.label}", before=before,
        )  # fmt: skip
        raise_version(fresh)
        document.filing_year, document.year_rule = chosen.year, chosen.rule


def reopen_volume(volume: Volume, *, by: User, reason: str) -> Volume:
    """A signed volume is collected again; its note sheet says why (R1.2.24, R1.4.N)."""
    fresh = lock(volume)
    Remark.objects.create(volume=fresh, text=reason, written_by=by)
    carry_out(fresh, Volume.reopen, by=by, seen=None, comment=reason, then=ask_to_compile)
    return fresh


def ask_to_compile(volume: Volume, event: Event) -> None:
    open_task(deadlines.COMPILE, volume, event=event)
