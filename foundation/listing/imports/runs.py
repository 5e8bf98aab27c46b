"""The life of an import: uploaded, tried, imported, undone. Each step happens once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Model, ProtectedError, QuerySet
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.listing.imports import reading
from foundation.listing.imports.outcomes import Outcomes
from foundation.listing.imports.rows import Outcome, carry_out
from foundation.listing.imports.specs import ImportSpec, spec
from foundation.listing.imports.undo import obstacles
from foundation.listing.models import ImportRow, ImportRun
from foundation.listing.sheets import Progress
from foundation.people.models import User
from foundation.process.submissions import once

RULE = "R0.imports"
State = ImportRun.State
NAMED_OBSTACLES = 20
UNDONE_TOGETHER = 500


class _Unfinished(Exception):
    """Some rows have errors: takes the saved ones back out of the database."""


def visible_runs(user: User) -> QuerySet[ImportRun]:
    """Runs of the kinds the user may import."""
    from foundation.listing.imports.specs import specs

    codes = [code for code, kind in specs().items() if kind.may_import(user)]
    return ImportRun.objects.filter(spec_code__in=codes)


def spec_of(run: ImportRun) -> ImportSpec:
    kind = spec(run.spec_code)
    if kind is None:
        raise Refusal(RULE, _("这种导入已经取消。"))
    return kind


def _sha256(file: Any) -> str:
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return digest


def upload(kind: ImportSpec, file: "File[bytes]", *, by: User, key: str | None = None) -> ImportRun:
    """Keep the workbook or CSV file for a run. Refused when it can't be read as one of this kind."""
    if not kind.may_import(by):
        raise Refusal(RULE, _("您无权导入。"))
    try:
        with reading.opened(file.file or file, kind) as sheet:
            count = sum(1 for row in sheet.rows())
    except reading.Unreadable as error:
        raise Refusal(RULE, str(error), field="file") from None
    sha256, ending = _sha256(file), reading.ending_of(file.file or file)

    def act() -> ImportRun:
        run = ImportRun(spec_code=kind.code, uploaded_by=by, row_count=count)
        run.file_name, run.sha256 = (file.name or "")[-200:], sha256
        run.file.save(f"{sha256}.{ending}", file, save=False)
        run.save()
        return run

    return once(act, ImportRun, key=key, by=by, what=["upload", kind.code, sha256])


@contextmanager
def _sheet(run: ImportRun, kind: ImportSpec) -> Iterator[reading.Sheet]:
    with run.file.open("rb") as file:
        if _sha256(file) != run.sha256:
            raise Refusal(RULE, _("文件在上传之后被改动过，请重新上传。"))
        try:
            with reading.opened(file, kind) as sheet:
                yield sheet
        except reading.Unreadable as error:
            raise Refusal(RULE, str(error)) from None


def _locked(run_id: int) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)


def dry_run(run_id: int, *, by: User, progress: Progress | None = None) -> ImportRun:
    """Do the import and take it back: what it says is what the import would do."""
    with transaction.atomic():
        run = _locked(run_id)
        if run.state not in (State.UPLOADED, State.DRY):
            return run
        kind = spec_of(run)
        with _sheet(run, kind) as sheet, Outcomes() as outcomes:
            with transaction.atomic():
                outcomes.gather(carry_out(kind, sheet, by=by, progress=progress))
                transaction.set_rollback(True)
            outcomes.write(run)
            run.skipped_count = sheet.skipped
        run.state = State.DRY
        run.save()
    return run


def confirm(
    run_id: int, *, by: User, only_good: bool = False, progress: Progress | None = None
) -> ImportRun:
    """Import all rows, or none if one has an error (the run then shows the errors again).

    ``only_good`` leaves rows with errors out. A second call finds the run done and does nothing.
    """
    with transaction.atomic():
        run = _locked(run_id)
        if run.state != State.DRY:
            if run.state == State.UPLOADED:
                raise Refusal(RULE, _("试导入尚未完成，请稍候。"))
            return run
        kind = spec_of(run)
        _refuse_confirm(kind, by=by, only_good=only_good)
        with _sheet(run, kind) as sheet, Outcomes() as outcomes:
            try:
                with transaction.atomic():
                    outcomes.gather(carry_out(kind, sheet, by=by, progress=progress))
                    if not only_good and outcomes.counts[Outcome.ERROR]:
                        raise _Unfinished
            except _Unfinished:
                pass
            else:
                run.state, run.imported_by, run.imported_at = State.DONE, by, clock.now()
            outcomes.write(run)
            run.skipped_count = sheet.skipped
        run.save()
    return run


def _refuse_confirm(kind: ImportSpec, *, by: User, only_good: bool) -> None:
    if not kind.may_import(by):
        raise Refusal(RULE, _("您无权导入。"))
    if only_good and not kind.allows_partial:
        raise Refusal(RULE, _("这种导入只能全部导入，不能只导入无误的行。"))


def undo(run_id: int, *, by: User, progress: Progress | None = None) -> ImportRun:
    """Take the whole import back, if nothing has built on it since; a second call does nothing."""
    with transaction.atomic():
        run = _locked(run_id)
        if run.state == State.UNDONE:
            return run
        kind = spec_of(run)
        if run.state != State.DONE or not kind.may_import(by):
            raise Refusal(RULE, _("只有已完成的导入可以撤销。"))
        kept = run.rows.exclude(outcome=Outcome.ERROR).defer("cells", "errors")
        changed = list(kept.order_by("-line"))
        records = _records(kind, changed)
        reasons = obstacles(kind, changed, records)
        if reasons:
            raise Refusal(RULE, _("已有后续变动，不能撤销。"), missing=reasons[:NAMED_OBSTACLES])
        _take_back(kind, changed, records, by, progress or (lambda done: None))
        run.state, run.undone_by, run.undone_at = State.UNDONE, by, clock.now()
        run.save()
    return run


def _records(kind: ImportSpec, rows: list[ImportRow]) -> dict[str, Model]:
    pks = [row.record_pk for row in rows]
    locked = kind.model._base_manager.select_for_update(of=("self",)).order_by("pk")
    return {str(record.pk): record for record in locked.filter(pk__in=pks)}


def _take_back(
    kind: ImportSpec, rows: list[ImportRow], records: dict[str, Model], by: User, progress: Progress
) -> None:
    """Some hundred rows at a time, the last ones first."""
    try:
        for start in range(0, len(rows), UNDONE_TOGETHER):
            there = [
                row for row in rows[start : start + UNDONE_TOGETHER] if row.record_pk in records
            ]
            created, updated = _parted(there)
            kind.undo_updated([(records[row.record_pk], row.before) for row in updated], by=by)
            kind.undo_created([records[row.record_pk] for row in created], by=by)
            progress(min(start + UNDONE_TOGETHER, len(rows)))
    except ProtectedError:
        raise Refusal(RULE, _("已有其他记录引用，不能撤销。")) from None


def _parted(rows: list[ImportRow]) -> tuple[list[ImportRow], list[ImportRow]]:
    created = [row for row in rows if row.outcome == Outcome.CREATED]
    return created, [row for row in rows if row.outcome == Outcome.UPDATED]
