"""The documents of old volumes, entered from their in-volume index (R1.2.26)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import holders, rules
from archives.actions.documents import refuse_wrong_facts
from archives.actions.filing import lock_all
from archives.kinds import Kind, LinkKind, Medium, Secrecy
from archives.models import Document, DocumentLink, DocumentState, Volume, VolumeState, links_of
from archives.roles import ARCHIVE_ROOM
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.batches import open_matters, raise_versions
from foundation.process.events import log_on_all
from foundation.process.models import Matter
from foundation.process.transactions import repeated

Row = dict[str, Any]
AS_GIVEN = (
    "position", "name", "document_no", "issuing_body", "dated_on", "category", "first_year",
    "last_year", "opened_on", "copies", "pages", "handler", "finished_on",
)  # fmt: skip


def take_over_documents(rows: Sequence[Row], *, by: User) -> list[Document | Refusal]:
    """Into old volumes, at the place the index gives; in the order of the rows, a refusal in the
    place of a bad one. All of a volume are judged together."""
    only_as(by, ARCHIVE_ROOM, article="R1.2.20")
    return repeated(lambda: _taken_over(rows, by))


def _taken_over(rows: Sequence[Row], by: User) -> list[Document | Refusal]:
    volumes = _locked({row["archive_no"] for row in rows})
    answers: list[Document | Refusal] = [_unknown(row) for row in rows]
    lots: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row["archive_no"] in volumes:
            lots[row["archive_no"]].append(number)
    there = _contents(volumes.values())
    bonds = _bonds(there)
    gm_office = holders.gm_office()
    links: list[DocumentLink] = []
    for archive_no, numbers in lots.items():
        volume = volumes[archive_no]
        lot = _Lot(volume, [rows[number] for number in numbers], there[volume.pk], by)
        lot.bonds = bonds[volume.pk]
        for number, answer in zip(numbers, lot.judged(gm_office), strict=True):
            answers[number] = answer
        links += lot.kept_links()
    good = [answer for answer in answers if isinstance(answer, Document)]
    _save(good, links, by)
    _show_on({document.volume: None for document in good}, good, by)
    return answers


def _unknown(row: Row) -> Refusal:
    message = _("没有这个档号的旧档案卷，请先导入案卷。")
    return Refusal("R1.2.19", message, field="archive_no")


def _locked(archive_nos: set[str]) -> dict[str, Volume]:
    wanted = {"archive_no__in": archive_nos, "state": VolumeState.TAKEN_OVER}
    lock_all(Volume.objects.filter(**wanted))
    found = Volume.objects.filter(**wanted).select_related(
        "matter", "department", "clause", "place"
    )
    return {volume.archive_no: volume for volume in found}


def _contents(volumes: Any) -> dict[int, list[Document]]:
    found: dict[int, list[Document]] = defaultdict(list)
    inside = Document.objects.filter(volume__in=volumes).select_related("matter")
    for document in inside.order_by("position"):
        found[document.volume_id].append(document)
    return found


def _bonds(there: dict[int, list[Document]]) -> dict[int, list[DocumentLink]]:
    """The links that touch them, by volume."""
    volume_of = {one.pk: volume for volume, inside in there.items() for one in inside}
    found: dict[int, list[DocumentLink]] = defaultdict(list)
    for link in links_of([one for inside in there.values() for one in inside]):
        ends = (volume_of.get(link.lead_id), volume_of.get(link.other_id))
        for volume in {end for end in ends if end is not None}:
            found[volume].append(link)
    return found


class _Lot:
    """The new documents of one volume beside what is in it already.

    Until they are saved they go by numbers below zero, and by the place the index gives them.
    ``bonds`` are the links of what is in it.
    """

    bonds: Sequence[DocumentLink] = ()

    def __init__(
        self, volume: Volume, rows: Sequence[Row], there: Sequence[Document], by: User
    ) -> None:
        self.volume, self.rows, self.there = volume, rows, list(there)
        self.new = [self._document(-number, row, by) for number, row in enumerate(rows, 1)]
        self.refusals: dict[int, Refusal] = {}
        self.at = {one.position or 0: one for one in (*self.there, *self.new)}
        self.links = list(self._links(by))

    def _document(self, key: int, row: Row, by: User) -> Document:
        volume = self.volume
        given = {name: row[name] for name in AS_GIVEN}
        return Document(
            matter=Matter(pk=key, number=_("第 %d 件") % row["position"]),
            state=DocumentState.TAKEN_OVER, is_taken_over=True, registered_by=by,
            department=volume.department, volume=volume, clause=volume.clause,
            kind=row["kind"] or Kind.OTHER, medium=row["medium"] or Medium.PAPER,
            secrecy=row["secrecy"] or volume.secrecy, retention=row["retention"] or volume.retention,
            **given,
        )  # fmt: skip

    def _links(self, by: User) -> Iterator[DocumentLink]:
        for row, document in zip(self.rows, self.new, strict=True):
            if not row["relation"] and not row["lead"]:
                continue
            lead = self.at.get(row["lead"])
            refusal = _unlinkable(row, document, lead)
            if refusal:
                self.refusals[document.pk] = refusal
                continue
            yield DocumentLink(
                kind=row["relation"], lead=lead, other=document, reason=row["reason"], made_by=by
            )

    def judged(self, gm_office: int | None) -> list[Document | Refusal]:
        everything = [*self.there, *self.new]
        links = [*self.bonds, *self.links]
        self._file(everything, links)
        for document in self.new:
            try:
                refuse_wrong_facts(document)
            except Refusal as refusal:
                self.refusals.setdefault(document.pk, refusal)
        for fault in rules.faults_of_joining(self.volume, everything, links, gm_office=gm_office):
            self._refuse(fault.document, fault.article, fault.text)
        self._refuse_disorder()
        self._refuse_ordinary()
        self._refuse_followers()
        return [self.refusals.get(document.pk, document) for document in self.new]

    def _file(self, everything: Sequence[Document], links: Sequence[DocumentLink]) -> None:
        years = rules.filing_years(everything, links)
        for document in self.new:
            chosen = years[document.pk]
            document.filing_year, document.year_rule = chosen.year, chosen.rule

    def _refuse(self, key: int | None, article: str, text: str, field: str | None = None) -> None:
        if key is not None and key < 0:
            self.refusals.setdefault(key, Refusal(article, text, field=field))

    def _refuse_disorder(self) -> None:
        order = [self.at[position].pk for position in sorted(self.at)]
        labels = {one.pk: one.label for one in self.at.values()}
        for link in self.links:
            for first, after in rules.wrong_pairs(order, [link]):
                words = {"first": labels[first], "after": labels[after]}
                text = _("%(first)s应排在%(after)s之前。") % words
                self._refuse(link.other_id, "R1.2.25", text, "position")

    def _refuse_ordinary(self) -> None:
        """The volume is top secret itself, whatever of it is entered (R1.2.23)."""
        if self.volume.secrecy != Secrecy.TOP_SECRET:
            return
        if any(one.secrecy == Secrecy.TOP_SECRET for one in self.at.values()):
            return  # the rule of joining has judged
        for one in self.new:
            text = _("%(name)s与卷内绝密文件没有联系，不能同卷。") % {"name": one.label}
            self._refuse(one.pk, "R1.2.23", text, "secrecy")

    def _refuse_followers(self) -> None:
        """Whose reply, original or final text is refused waits for it (R1.2.23)."""
        before = -1
        while len(self.refusals) != before:
            before = len(self.refusals)
            for link in self.links:
                if link.lead_id in self.refusals:
                    words = {"name": link.lead.label}
                    text = _("所联系的%(name)s有误，须一并导入。") % words
                    self._refuse(link.other_id, "R1.2.23", text, "lead")

    def kept_links(self) -> list[DocumentLink]:
        return [link for link in self.links if link.other_id not in self.refusals]


def _unlinkable(row: Row, document: Document, lead: Document | None) -> Refusal | None:
    if lead is None or lead is document:
        message = _("联系的件号须是本卷的另一件。")
        return Refusal("R1.2.23", message, field="lead")
    if not row["relation"]:
        return Refusal("R1.2.23", _("请填写联系种类。"), field="relation")
    if row["relation"] == LinkKind.CLOSE and not row["reason"]:
        message = _("请写明与绝密文件密切联系的理由。")
        return Refusal("R1.2.23", message, field="reason")
    return None


def _save(documents: list[Document], links: list[DocumentLink], by: User) -> None:
    label = gettext_lazy("录入旧档文件")
    open_matters(documents, by=by, article="R1.2.19", label=label)
    for link in links:  # their keys are known only now
        link.lead, link.other = link.lead, link.other
    DocumentLink.objects.bulk_create(links)


def _show_on(volumes: dict[Any, None], documents: Sequence[Document], by: User) -> None:
    """The volumes: as secret as their most secret document, and that something came in."""
    if not volumes:
        return
    for document in documents:
        volume: Any = document.volume
        volume.secrecy = max(volume.secrecy, document.secrecy)
    Volume.objects.bulk_update(volumes, ["secrecy"], batch_size=500)
    raise_versions(list(volumes))
    label = gettext_lazy("录入旧档文件")
    log_on_all((one.matter for one in volumes), "contents", by=by, label=label, article="R1.2.19")
