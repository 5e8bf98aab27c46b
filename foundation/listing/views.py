"""Pages of Excel imports: kinds, upload, result of the dry run, import, undo."""

import tempfile
from collections.abc import Callable
from typing import IO, Any, cast

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from foundation.articles import Refusal
from foundation.listing import large
from foundation.listing.exporting import workbook_response
from foundation.listing.forms import UploadForm
from foundation.listing.imports import runs, workbooks
from foundation.listing.imports.specs import ImportSpec, spec, specs
from foundation.listing.models import ImportRow, ImportRun
from foundation.people.models import User
from foundation.process.submissions import key_of

RUNS_SHOWN = 20
ERRORS_SHOWN = 100
CHANGES_SHOWN = 50


def _kind_or_404(code: str, user: User) -> ImportSpec:
    kind = spec(code)
    if kind is None or not kind.may_import(user):
        raise Http404
    return kind


def _workbook(name: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    write(file)
    file.seek(0)
    return workbook_response(file, name)


@require_safe
def import_kinds(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    kinds = [kind for kind in specs().values() if kind.may_import(user)]
    return render(request, "listing/imports.html", {"kinds": kinds})


@require_safe
def import_template(request: HttpRequest, code: str) -> HttpResponseBase:
    kind = _kind_or_404(code, cast(User, request.user))
    name = _("%(title)s导入模板.xlsx") % {"title": kind.title}
    return _workbook(name, lambda file: workbooks.write_template(file, kind))


@require_safe
def import_errors(request: HttpRequest, run_id: int) -> HttpResponseBase:
    run = get_object_or_404(runs.visible_runs(cast(User, request.user)), pk=run_id)
    kind = runs.spec_of(run)
    name = _("%(title)s导入错误.xlsx") % {"title": kind.title}
    return _workbook(name, lambda file: workbooks.write_errors(file, run, kind))


class ImportPage(View):
    """Template, upload, and the latest runs of one kind of import."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self._show(request, _kind_or_404(code, cast(User, request.user)), UploadForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponseBase:
        user = cast(User, request.user)
        kind = _kind_or_404(code, user)
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, kind, form)
        try:
            run = runs.upload(kind, form.cleaned_data["file"], by=user, key=key_of(request))
        except Refusal as refusal:
            form.add_error("file", str(refusal.message))
            return self._show(request, kind, form)
        return redirect(_try(run, by=user))

    def _show(self, request: HttpRequest, kind: ImportSpec, form: UploadForm) -> HttpResponse:
        latest = ImportRun.objects.filter(spec_code=kind.code).select_related("uploaded_by")
        context = {
            "kind": kind,
            "columns": [(column, kind.requires(column)) for column in kind.columns],
            "notes": workbooks.general_notes(kind),
            "form": form,
            "runs": latest[:RUNS_SHOWN],
        }
        status = 422 if form.errors else 200
        return render(request, "listing/import.html", context, status=status)


class ImportRunPage(View):
    """What a run did or would do; from here it is confirmed and undone."""

    def get(self, request: HttpRequest, run_id: int) -> HttpResponse:
        return self._show(request, self._run(request, run_id))

    def post(self, request: HttpRequest, run_id: int) -> HttpResponseBase:
        run = self._run(request, run_id)
        try:
            return redirect(self._act(request, run))
        except Refusal as refusal:
            return self._show(request, run, refusal=refusal)

    def _run(self, request: HttpRequest, run_id: int) -> ImportRun:
        return get_object_or_404(runs.visible_runs(cast(User, request.user)), pk=run_id)

    def _act(self, request: HttpRequest, run: ImportRun) -> Any:
        user, act = cast(User, request.user), request.POST.get("act")
        if act == "undo":
            is_long = large.is_large_import(run) and run.state == ImportRun.State.DONE
            return large.undo_later(run, by=user) if is_long else runs.undo(run.pk, by=user)
        if act == "try":
            return _try(run, by=user)
        if act not in ("confirm", "confirm_good"):
            return run
        only_good = act == "confirm_good"
        if large.is_large_import(run) and run.state == ImportRun.State.DRY:
            return large.confirm_later(run, by=user, only_good=only_good)
        return runs.confirm(run.pk, by=user, only_good=only_good)

    def _show(self, request: HttpRequest, run: ImportRun, **more: Any) -> HttpResponse:
        kind = runs.spec_of(run)
        rows = run.rows.all()
        wrong = rows.filter(outcome=ImportRow.Outcome.ERROR)[:ERRORS_SHOWN]
        changed = rows.exclude(outcome=ImportRow.Outcome.ERROR)[:CHANGES_SHOWN]
        context = {
            "run": run,
            "kind": kind,
            "error_columns": _columns_of(kind, list(wrong)),
            "error_rows": [_error_row(kind, row) for row in wrong],
            "changed_rows": [_changed_row(kind, row) for row in changed],
            **more,
        }
        return render(request, "listing/import_run.html", context, status=422 if more else 200)


def _try(run: ImportRun, *, by: User) -> Any:
    """Where the person sees what the import would do: at once, or when the queue got to it."""
    if large.is_large_import(run) and run.state == ImportRun.State.UPLOADED:
        return large.dry_run_later(run, by=by)
    return runs.dry_run(run.pk, by=by)


def _columns_of(kind: ImportSpec, rows: list[ImportRow]) -> list[Any]:
    present = {name for row in rows for name in row.cells}
    return [column.label for column in kind.columns if column.field in present]


def _error_row(kind: ImportSpec, row: ImportRow) -> dict[str, Any]:
    cells = [
        {
            "label": column.label,
            "text": row.cells[column.field],
            "errors": row.errors.get(column.field, []),
        }
        for column in kind.columns
        if column.field in row.cells
    ]
    return {"line": row.line, "cells": cells, "errors": row.errors.get("", [])}


def _changed_row(kind: ImportSpec, row: ImportRow) -> dict[str, Any]:
    """Only fields that have a column: a stored sort key says nothing to anybody."""
    changes = [
        {"label": column.label, "before": row.before.get(name), "after": row.after.get(name)}
        for column in kind.columns
        for name in (column.field, f"{column.field}_id")
        if name in row.after and row.before
    ]
    return {"row": row, "changes": changes}
