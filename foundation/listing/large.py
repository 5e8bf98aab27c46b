"""Exports and imports too large for a page to wait for: works of the queue, by the same acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.listing import exporting
from foundation.listing.imports import runs
from foundation.listing.models import ImportRun
from foundation.listing.registry import page_for
from foundation.listing.selection import Selection
from foundation.papers.models import Work
from foundation.papers.progress import Progress
from foundation.papers.work import Result, enqueue, work_kind
from foundation.people.models import User

if TYPE_CHECKING:
    from foundation.listing.pages import ListPage


def is_large_export(selection: Selection) -> bool:
    """Counting stops where it is known: a million rows are not counted for a yes."""
    most: int = settings.EXPORT_AT_ONCE
    return selection.rows().order_by()[: most + 1].count() > most


def is_large_import(run: ImportRun) -> bool:
    return run.row_count > int(settings.IMPORT_AT_ONCE)


def export_later(page: ListPage, selection: Selection, *, by: User) -> Work:
    params = {"list": page.code, "query": selection.query, "columns": selection.columns}
    total = selection.rows().order_by().count()
    return enqueue("listing.export", by=by, params=params, total=total)


def dry_run_later(run: ImportRun, *, by: User) -> Work:
    return enqueue("listing.dry_run", by=by, params={"run": run.pk}, total=run.row_count)


def confirm_later(run: ImportRun, *, by: User, only_good: bool) -> Work:
    params = {"run": run.pk, "only_good": only_good}
    return enqueue("listing.import", by=by, params=params, total=run.row_count)


def undo_later(run: ImportRun, *, by: User) -> Work:
    return enqueue("listing.undo", by=by, params={"run": run.pk}, total=run.row_count)


def _page_of_run(work: Work) -> str:
    return reverse("listing:import_run", args=[work.params["run"]])


@work_kind("listing.export", gettext_lazy("导出 Excel"))
def export(work: Work, progress: Progress) -> Result:
    """What the list shows the person now: rights lost since it was asked for are lost here too."""
    page = page_for(
        work.params["list"], user=work.owner, query=work.params["query"],
        columns=work.params["columns"],
    )  # fmt: skip
    target = work.folder / "export.xlsx"
    count = exporting.export(target, page, by=work.owner, progress=_noting(progress))
    summary = _("%(title)s，共 %(count)d 行") % {"title": page.title, "count": count}
    name = exporting.file_name(str(page.title))
    return Result(target, name, exporting.CONTENT_TYPE, summary)


@work_kind("listing.dry_run", gettext_lazy("试导入"), page=_page_of_run)
def dry_run(work: Work, progress: Progress) -> Result:
    run = runs.dry_run(work.params["run"], by=work.owner, progress=_noting(progress))
    return Result(summary=_counts(run))


@work_kind("listing.import", gettext_lazy("导入"), page=_page_of_run)
def confirm(work: Work, progress: Progress) -> Result:
    run = runs.confirm(
        work.params["run"], by=work.owner, only_good=work.params["only_good"],
        progress=_noting(progress),
    )  # fmt: skip
    if run.state != ImportRun.State.DONE:
        return Result(summary=_("没有写入：%(counts)s") % {"counts": _counts(run)})
    return Result(summary=_counts(run))


@work_kind("listing.undo", gettext_lazy("撤销导入"), page=_page_of_run)
def undo(work: Work, progress: Progress) -> Result:
    run = runs.undo(work.params["run"], by=work.owner, progress=_noting(progress))
    return Result(summary=_counts(run))


def _counts(run: ImportRun) -> str:
    counts: dict[str, Any] = {
        "created": run.created_count,
        "updated": run.updated_count,
        "unchanged": run.unchanged_count,
        "wrong": run.error_count,
    }
    return _("新增 %(created)d，更新 %(updated)d，未变 %(unchanged)d，有错误 %(wrong)d") % counts


def _noting(progress: Progress) -> Callable[[int], None]:
    """Lists and imports tell how many are done so far, a work how many more."""
    return lambda done: progress.step(done - progress.done)
