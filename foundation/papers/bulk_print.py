"""One form for many matters: laid out in chunks, joined, left to its owner as one PDF.

Memory grows with the pages of one document, so about a hundred pages are laid out at a time. Each
chunk is a file of its own: taken up again after a crash, the work goes on behind the last one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.papers.failures import Failure
from foundation.papers.models import Work
from foundation.papers.printing import (
    Printed,
    Printout,
    html_of,
    log_prints,
    printout,
    record_to_print,
)
from foundation.papers.progress import Progress
from foundation.papers.work import Result, enqueue, work_kind
from foundation.people.models import User
from foundation.process.models import Matter

PAGES_A_CHUNK = 100
BATCH = 20  # records laid out between two notes of progress


def print_many(form: Printout, matters: list[int], *, by: User) -> Work:
    """Enqueue the print of these matters, in this order."""
    params = {"printout": form.code, "matters": matters}
    return enqueue("papers.bulk_print", by=by, params=params, total=len(matters))


@work_kind("papers.bulk_print", gettext_lazy("批量打印"))
def bulk_print(work: Work, progress: Progress) -> Result:
    form = printout(work.params["printout"])
    if form is None:
        raise Failure(_("此表单已不存在。"))
    chunks = list(_finished(work.folder))
    ids = work.params["matters"]
    start = sum(chunk["matters"] for chunk in chunks)
    progress.step(start)
    while start < len(ids):
        chunk = _print_chunk(work, progress, form, ids[start:], number=len(chunks))
        chunks.append(chunk)
        start += chunk["matters"]
    skipped = sum(chunk["skipped"] for chunk in chunks)
    files = [work.folder / chunk["file"] for chunk in chunks if chunk["file"]]
    if not files:
        raise Refusal("R0.roles", _("所选事项中没有您可以打印的记录。"))
    pages = _join(files, work.folder / "joined.pdf")
    summary = _("%(records)s 份，共 %(pages)s 页") % {
        "records": len(ids) - skipped,
        "pages": pages,
    }
    if skipped:
        summary += _("；另有 %s 份无权打印或已不存在，未计入") % skipped
    name = f"{form.label}-{clock.today():%Y%m%d}.pdf"
    return Result(work.folder / "joined.pdf", name, "application/pdf", summary)


def _print_chunk(
    work: Work, progress: Progress, form: Printout, ids: list[int], *, number: int
) -> dict[str, Any]:
    """Print the next matters until the chunk is full; the note beside it says how far that was."""
    from foundation.papers.rendering import lay_out, write

    documents: list[Any] = []
    printed: list[tuple[Matter, int]] = []
    taken = 0
    while taken < len(ids) and sum(pages for matter, pages in printed) < PAGES_A_CHUNK:
        batch = ids[taken : taken + BATCH]
        records = list(_records(form, batch, work.owner))
        laid_out = lay_out(html_of(form, record, by=work.owner) for record in records)
        documents += laid_out
        printed += [
            (record.matter, len(document.pages))
            for record, document in zip(records, laid_out, strict=True)
        ]
        taken += len(batch)
        progress.step(len(batch))
    name = f"chunk-{number}.pdf" if documents else ""
    if documents:
        _keep(work, form, write(documents), printed, work.folder / name)
    note = {"matters": taken, "skipped": taken - len(printed), "file": name}
    target = work.folder / f"chunk-{number}.json"
    target.with_suffix(".new").write_text(json.dumps(note))
    target.with_suffix(".new").replace(target)
    return note


def _keep(
    work: Work,
    form: Printout,
    pdf: Printed,
    printed: list[tuple[Matter, int]],
    file: Path,
) -> None:
    file.write_bytes(pdf.pdf)
    log_prints(form, printed, pdf=pdf.pdf, by=work.owner, work=work)


def _records(form: Printout, ids: list[int], user: User) -> Iterator[Any]:
    matters = Matter.objects.in_bulk(ids)
    for matter_id in ids:
        matter = matters.get(matter_id)
        record = record_to_print(matter, form, user) if matter else None
        if record is not None:
            yield record


def _finished(folder: Path) -> Iterator[dict[str, Any]]:
    """The chunks an earlier attempt finished, in order."""
    number = 0
    while (note := folder / f"chunk-{number}.json").exists():
        yield json.loads(note.read_text())
        number += 1


def _join(files: list[Path], target: Path) -> int:
    from pypdf import PdfWriter

    with PdfWriter() as writer:
        for file in files:
            writer.append(file, import_outline=False)
        pages = len(writer.pages)
        writer.write(target)
    return pages
