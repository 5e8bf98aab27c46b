"""In which year a document is filed (R1.2.24)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from archives.kinds import Kind, LinkKind, YearRule


@dataclass(frozen=True, slots=True)
class FilingYear:
    """The year, and which rule chose it."""

    year: int
    rule: YearRule


def groups(keys: Iterable[int], links: Iterable[Any]) -> list[set[int]]:
    """What hangs together by links, each set once; a document without links is a set by itself."""
    group_of = {key: {key} for key in keys}
    for link in links:
        if link.lead_id in group_of and link.other_id in group_of:
            joined = group_of[link.lead_id] | group_of[link.other_id]
            group_of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in group_of.values()}.values())


def binding(links: Iterable[Any]) -> list[Any]:
    """Links that must not be separated (R1.2.23); a close link only permits."""
    return [link for link in links if link.kind != LinkKind.CLOSE]


def filing_years(documents: Collection[Any], links: Collection[Any]) -> dict[int, FilingYear]:
    """Key -> year, for documents given with all they are linked to.

    One group, one year: a reply decides for all (the last of several); else the leading document
    by its own rule, and whatever hangs on it follows.
    """
    by_key = {document.pk: document for document in documents}
    bound = binding(links)
    found: dict[int, FilingYear] = {}
    for group in groups(by_key, bound):
        members = [by_key[key] for key in group]
        found |= _of_group(members, [link for link in bound if link.lead_id in group])
    return found


def _of_group(members: Sequence[Any], links: Sequence[Any]) -> dict[int, FilingYear]:
    head = leading(members, links)
    if any(link.kind == LinkKind.REPLY for link in links):
        year = FilingYear(head.dated_on.year, YearRule.REPLY)
        return {document.pk: year for document in members}
    own = own_year(head)
    return {
        document.pk: own if document.pk == head.pk else FilingYear(own.year, YearRule.LEADING)
        for document in members
    }


def leading(members: Sequence[Any], links: Sequence[Any]) -> Any:
    """Whose year and volume the others follow: the last reply, else what hangs on nothing."""
    replies = {link.lead_id for link in links if link.kind == LinkKind.REPLY}
    following = {link.other_id for link in links}
    heads = [one for one in members if one.pk in replies] or [
        one for one in members if one.pk not in following
    ]
    return max(heads or members, key=lambda one: (one.dated_on, one.pk))


def own_year(document: Any) -> FilingYear:
    """By the document alone."""
    dated: int = document.dated_on.year
    first, last, opened = document.first_year, document.last_year, document.opened_on
    over_years = bool(first and last and first != last)
    if document.kind == Kind.REQUEST:
        return FilingYear(dated, YearRule.REQUEST)
    if document.kind == Kind.PLAN and over_years:
        return FilingYear(first, YearRule.PLAN)
    if document.kind == Kind.SUMMARY and over_years:
        return FilingYear(last, YearRule.SUMMARY)
    if document.kind == Kind.MEETING and opened and opened.year != dated:
        return FilingYear(opened.year, YearRule.MEETING)
    return FilingYear(dated, YearRule.DATE)
