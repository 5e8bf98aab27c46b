"""Printed forms: declared by the apps, rendered by WeasyPrint, each print logged.

    Printout(
        code="complaints.record_card", label=_("投诉记录卡"), model="complaints.Complaint",
        template="complaints/print/record_card.html", context=card, article="R2.15",
    )

A template extends print/base.html, which is given ``form_name``, ``number``, ``qr_svg``,
``printed_by``, ``printed_at``, ``company``, ``lang``, ``landscape``, ``article``,
``page_numbers`` (content of a margin box), ``is_void``, ``record`` and whatever the printout's own ``context(record, user)`` adds.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from foundation import clock
from foundation.articles.declarations import cite
from foundation.papers.models import PrintLog, Work
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Matter
from foundation.process.records import Record

# BCP 47 names choose the shapes of the glyphs; Django's own names are lower case.
LANGUAGE_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}

_printouts: dict[str, Printout] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Printout:
    """One form of one kind of record. ``who(record, user)`` narrows who may print it.

    ``rows(record)``: how many it lists where that may be thousands; too many for a page to wait
    for (``PRINT_AT_ONCE``) are printed in the background. ``one_by_one``: never many at once into a
    file that is kept, for what is confidential.
    """

    code: str
    label: str | Promise
    template: str
    model: str
    context: Callable[..., dict[str, Any]]
    article: str = ""
    landscape: bool = False
    who: Callable[[Any, User], bool] | None = None
    rows: Callable[[Any], int] | None = None
    one_by_one: bool = False

    def __post_init__(self) -> None:
        _printouts[self.code] = self
        if self.article:
            cite(self.article, f"printout {self.code}")

    def is_long(self, record: Record) -> bool:
        most: int = settings.PRINT_AT_ONCE
        return self.rows is not None and self.rows(record) > most

    def may_print(self, record: Record, user: User) -> bool:
        return self.who is None or bool(self.who(record, user))


def printout(code: str) -> Printout | None:
    return _printouts.get(code)


def printouts_for(record: Record, user: User) -> list[Printout]:
    """What the action bar of a record offers to print."""
    kind = record._meta.label
    return [one for one in _printouts.values() if one.model == kind and one.may_print(record, user)]


def record_to_print(matter: Matter, form: Printout, user: User) -> Record | None:
    """The matter's record if it is of the form's kind and the user may see and print it."""
    record = matter.record_seen_by(user) if matter.kind == form.model else None
    return record if record and form.may_print(record, user) else None


def html_of(form: Printout, record: Record, *, by: User, **about: Any) -> str:
    """The form as HTML, in the language of the page. ``about``: which part of the record it is
    about, for a form's context that wants to know."""
    context = {
        "form_name": form.label,
        "number": record.matter.number,
        "qr_svg": qr_svg(record.matter),
        "printed_by": by,
        "printed_at": clock.now(),
        "company": settings.COMPANY_NAME,
        "lang": LANGUAGE_TAGS.get(translation.get_language() or "", "zh-Hans"),
        "landscape": form.landscape,
        "article": form.article,
        "page_numbers": page_numbers(),
        "record": record,
        "is_void": record.state == "void",
    }
    return render_to_string(form.template, context | form.context(record, by, **about))


def page_numbers() -> SafeString:
    """The sentence of the page numbers, as content of a CSS margin box."""
    sentence = translation.gettext("第 {page} 页 共 {pages} 页").replace('"', "")
    content = sentence.replace("{pages}", '" counter(pages) "').replace(
        "{page}", '" counter(page) "'
    )
    return mark_safe(f'"{content}"')  # segno and our catalogue alone speak here


def qr_svg(matter: Matter) -> SafeString:
    """The absolute address of the matter, as an SVG to stand in the page."""
    site = settings.SITE_URL.rstrip("/")
    out = io.BytesIO()
    code = segno.make(site + matter.get_absolute_url(), error="m", micro=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True)
    return mark_safe(out.getvalue().decode())  # segno and our catalogue alone speak here


@dataclass(frozen=True, slots=True)
class Printed:
    pdf: bytes
    pages: int


def print_one(form: Printout, record: Record, *, by: User) -> Printed:
    """Render the form and log the print. Raises ``PrinterMissing`` without Pango."""
    from foundation.papers.rendering import render

    printed = render([html_of(form, record, by=by)])
    log_prints(form, [(record.matter, printed.pages)], pdf=printed.pdf, by=by)
    return printed


def log_prints(
    form: Printout,
    printed: Sequence[tuple[Matter, int]],
    *,
    pdf: bytes,
    by: User,
    work: Work | None = None,
) -> None:
    """A row of the print log and an event for every matter; ``pdf`` is the file they are in."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    with transaction.atomic():
        ids = sorted(matter.pk for matter, pages in printed)
        list(Matter.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
        logged = PrintLog.objects.filter(matter__in=ids)
        done = set(logged.filter(work=work).values_list("matter_id", flat=True)) if work else set()
        last = dict(
            logged.filter(printout=form.code)
            .order_by()
            .values_list("matter_id")
            .annotate(last=Max("serial"))
        )
        rows = [
            PrintLog(
                matter=matter,
                printout=form.code,
                serial=last.get(matter.pk, 0) + 1,
                printed_by=by,
                printed_at=clock.now(),
                pages=pages,
                sha256=sha256,
                work=work,
            )
            for matter, pages in printed
            if matter.pk not in done
        ]
        PrintLog.objects.bulk_create(rows)
        for row in rows:
            _log_print(form, row, by=by)


def _log_print(form: Printout, row: PrintLog, *, by: User) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        name = str(form.label)
    log_event(
        row.matter,
        "print",
        by=by,
        label=translation.gettext_lazy("打印"),
        article=form.article,
        comment=name,
        printout=form.code,
        serial=row.serial,
        sha256=row.sha256,
    )
