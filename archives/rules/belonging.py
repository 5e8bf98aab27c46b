"""What may stand in one volume, and what a volume still lacks before it is signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from archives.kinds import Category, Kind, Secrecy
from archives.rules.order import wrong_pairs
from archives.rules.years import binding, groups


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a volume: by which article, with which document, and what mends it."""

    article: str
    text: str
    document: int | None = None
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.text}（{self.article}）"


def goes_to_gm_office(document: Any) -> str | None:
    """The article by which the GM office keeps it, whoever made it; ``None``: its department does."""
    if document.is_company_print:
        return "R1.2.1"
    return "R1.2.2" if document.kind == Kind.MEETING else None


def grade_missing(category: str, secrecy: int) -> bool:
    """Material of the secrecy rules is graded 秘密 or higher (R1.2.15)."""
    return category == Category.CLASSIFIED and secrecy < Secrecy.CONFIDENTIAL


def faults_of_volume(
    volume: Any, documents: Collection[Any], links: Collection[Any], *, gm_office: int | None
) -> list[Fault]:
    """Everything that keeps the volume from being signed, in the order of its documents.

    ``links`` are all links of the documents, also to those elsewhere (with ``lead`` and ``other``
    fetched). ``gm_office`` is the key of the department that the archive room belongs to.
    """
    if not documents:
        return [Fault("R1.2.22", _("案卷内没有文件。"), mend="place")]
    return [
        *(fault for one in documents for fault in _place_faults(volume, one, gm_office)),
        *_retention_faults(volume, documents, links),
        *_secrecy_faults(documents, links),
        *(fault for one in documents for fault in _gaps(one)),
        *_separated(documents, links),
        *_misplaced(documents, links),
    ]


def faults_of_joining(
    volume: Any, documents: Collection[Any], links: Collection[Any], *, gm_office: int | None
) -> list[Fault]:
    """What forbids these documents to stand in one volume at all, complete or not."""
    return [
        *(fault for one in documents for fault in _place_faults(volume, one, gm_office)),
        *_retention_faults(volume, documents, links),
        *_secrecy_faults(documents, links),
    ]


def _place_faults(volume: Any, document: Any, gm_office: int | None) -> Iterator[Fault]:
    """Its year (R1.1.2, R1.2.24) and its department (R1.2.1, R1.2.2)."""
    if document.filing_year != volume.year:
        words = {"name": document.label, "year": document.filing_year, "of": volume.year}
        text = _("%(name)s应归入 %(year)s 年度，不能归入 %(of)s 年度的案卷。") % words
        yield Fault("R1.2.24", text, document.pk, "take_out")
    article = goes_to_gm_office(document)
    if article and volume.department_id != gm_office:
        text = _("%(name)s应归入总经理办公室的案卷。") % {"name": document.label}
        yield Fault(article, text, document.pk, "take_out")
    elif not article and volume.department_id != document.department_id:
        text = _("%(name)s应归入主办部门的案卷。") % {"name": document.label}
        yield Fault("R1.2.2", text, document.pk, "take_out")


def _retention_faults(
    volume: Any, documents: Collection[Any], links: Collection[Any]
) -> Iterator[Fault]:
    if retention_of(documents, links) is not None:
        return
    for members in _groups_of(documents, links):
        if _longest(members) != volume.retention:
            names = "、".join(member.label for member in members)
            text = _("%(name)s的保管期限与案卷不同，又与卷内文件没有联系。") % {"name": names}
            yield Fault("R1.2.21", text, members[0].pk, "take_out")


def retention_of(documents: Collection[Any], links: Collection[Any]) -> int | None:
    """One retention a volume: the longest of what is linked, if all agree on it (R1.2.21)."""
    found = {_longest(members) for members in _groups_of(documents, links)}
    return found.pop() if len(found) == 1 else None


def _longest(members: Iterable[Any]) -> int:
    longest: int = max(member.retention for member in members)
    return longest


def _groups_of(documents: Collection[Any], links: Collection[Any]) -> list[list[Any]]:
    """Linked documents together, each group in the order given."""
    by_key = {document.pk: document for document in documents}
    return [[by_key[key] for key in by_key if key in group] for group in groups(by_key, links)]


def _secrecy_faults(documents: Collection[Any], links: Collection[Any]) -> Iterator[Fault]:
    """Top secret by itself; an ordinary document only by a link to one that is (R1.2.23)."""
    top = {one.pk for one in documents if one.secrecy == Secrecy.TOP_SECRET}
    if not top:
        return
    for members in _groups_of(documents, links):
        if top.isdisjoint(member.pk for member in members):
            for member in members:
                text = _("%(name)s与卷内绝密文件没有联系，不能同卷。") % {"name": member.label}
                yield Fault("R1.2.23", text, member.pk, "link")


def _gaps(document: Any) -> Iterator[Fault]:
    """Copies and pages (R1.2.22); the kind is asked at registration."""
    gaps = {_("份数"): document.copies, _("页数"): document.pages}
    lacking = "、".join(name for name, value in gaps.items() if not value)
    if lacking:
        text = _("%(name)s未填%(lacking)s。") % {"name": document.label, "lacking": lacking}
        yield Fault("R1.2.22", text, document.pk, "amend")


def _separated(documents: Collection[Any], links: Collection[Any]) -> Iterator[Fault]:
    """Linked documents stand in one volume (R1.2.23)."""
    here = {document.pk for document in documents}
    for link in binding(links):
        inside, outside = link.lead, link.other
        if inside.pk not in here:
            inside, outside = outside, inside
        if outside.pk not in here:
            words = {"name": inside.label, "other": outside.label}
            text = _("与%(name)s有联系的%(other)s不在本卷。") % words
            yield Fault("R1.2.23", text, outside.pk, "bring")


def _misplaced(documents: Collection[Any], links: Collection[Any]) -> Iterator[Fault]:
    by_key = {document.pk: document for document in documents}
    for first, after in wrong_pairs(list(by_key), links):
        words = {"first": by_key[first].label, "after": by_key[after].label}
        text = _("%(first)s应排在%(after)s之前。") % words
        yield Fault("R1.2.25", text, first, "reorder")
