"""Carrying out the rows of a workbook: the one way both the dry run and the import go."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.listing.imports.reading import Sheet, cell_text
from foundation.listing.imports.snapshots import changes, snapshot
from foundation.listing.imports.specs import WHOLE_ROW, ImportSpec
from foundation.listing.models import ImportRow
from foundation.listing.sheets import Progress
from foundation.people.models import User

Outcome = ImportRow.Outcome
UNCHANGED = "unchanged"


@dataclass(slots=True)
class Row:
    """One row of the workbook on its way. ``errors``: form field (or whole row) -> messages."""

    line: int
    cells: dict[str, str]
    given: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    outcome: str = ""
    record: Model | None = None
    before: dict[str, str | None] = field(default_factory=dict)
    after: dict[str, str | None] = field(default_factory=dict)

    def wrong(self, name: str, messages: Sequence[str]) -> None:
        self.outcome = Outcome.ERROR
        self.errors.setdefault(name, []).extend(messages)


def carry_out(
    spec: ImportSpec, sheet: Sheet, *, by: User, progress: Progress | None = None
) -> Iterator[list[Row]]:
    """Save every row that can be saved, each in a savepoint or all of a batch together; the caller
    decides what stays."""
    spec = copy(spec)  # what it looks up is this import's own
    spec.start()
    parsed = (_parsed(spec, sheet, line, cells) for line, cells in sheet.rows())
    lines: dict[tuple[str, ...], int] = {}
    done = 0
    while batch := list(islice(parsed, spec.batch)):
        _refuse_repeated_keys(spec, batch, lines)
        _save_batch(spec, batch, by)
        _compare(spec, batch)
        done += len(batch)
        if progress:
            progress(done)
        yield batch


def _parsed(spec: ImportSpec, sheet: Sheet, line: int, cells: tuple[Any, ...]) -> Row:
    row = Row(line, {})
    for column in spec.columns:
        place = sheet.columns.get(column.field)
        if place is None:
            continue
        cell = cells[place] if place < len(cells) else None
        row.cells[column.field] = cell_text(cell)
        try:
            row.given[column.field] = column.parse(cell)
        except ValidationError as error:
            row.wrong(column.field, error.messages)
            continue
        if row.given[column.field] == "" and spec.requires(column):
            row.wrong(column.field, [_("必填。")])
    return row


def _key(spec: ImportSpec, row: Row) -> tuple[str, ...]:
    return tuple(row.given.get(name, "") for name in spec.key)


def _refuse_repeated_keys(
    spec: ImportSpec, batch: list[Row], lines: dict[tuple[str, ...], int]
) -> None:
    """``lines``: where each key stood first."""
    for row in batch:
        key = _key(spec, row)
        if not all(key):
            continue
        if key in lines:
            row.wrong(spec.key[0], [_("与第 %(line)d 行重复。") % {"line": lines[key]}])
        lines.setdefault(key, row.line)


def _save_batch(spec: ImportSpec, batch: list[Row], by: User) -> None:
    """Rows that are wrong already are checked as well: all that is to mend is told at once."""
    spec.look_up([row.given for row in batch])
    known = _existing(spec, batch, by)
    blank = _held(spec.blank_form(record=None, by=by))
    together: list[tuple[Row, dict[str, Any]]] = []
    for row in batch:
        form = _checked(spec, row, known.get(_key(spec, row), []), blank, by)
        if form is None:
            continue
        if spec.saves_together and row.record is None:
            together.append((row, form.cleaned_data))
        else:
            _save(spec, row, form, by)
    _save_together(spec, together, by)


def _existing(spec: ImportSpec, batch: list[Row], by: User) -> dict[tuple[str, ...], list[Model]]:
    known: dict[tuple[str, ...], list[Model]] = {}
    keys = [{name: row.given[name] for name in spec.key} for row in batch if all(_key(spec, row))]
    for record in spec.existing(keys, by=by) if keys else ():
        known.setdefault(spec.key_of(record), []).append(record)
    return known


def _checked(
    spec: ImportSpec, row: Row, same: list[Model], blank: dict[str, Any], by: User
) -> forms.BaseForm | None:
    """The row in its form, if there is something to save and nothing wrong with it."""
    if same and spec.only_new:
        row.wrong(spec.key[0], [_("系统中已有，不能再次导入。")])
        return None
    if len(same) > 1:
        row.wrong(spec.key[0], [_("系统中有多条相同的记录，无法确定更新哪一条。")])
        return None
    record = same[0] if same else None
    # Taken first: checking a form already writes the row into the record.
    row.before = snapshot(record) if record else {}
    held = _held(spec.blank_form(record=record, by=by)) if record else blank
    form = spec.form(_form_data(row, held), record=record, by=by)
    if not form.is_valid():
        _take_form_errors(spec, row, form)
    if row.errors:
        return None
    if record is not None and not form.has_changed():
        row.outcome = UNCHANGED
        return None
    row.record = record
    return form


def _save(spec: ImportSpec, row: Row, form: forms.BaseForm, by: User) -> None:
    record, row.record = row.record, None
    try:
        with transaction.atomic():
            row.record = spec.save(form, record=record, by=by)
    except Refusal as refusal:
        _take_refusal(row, refusal)
    except ValidationError as error:
        row.wrong(WHOLE_ROW, error.messages)
    except IntegrityError:
        row.wrong(WHOLE_ROW, [_("与系统中已有的记录冲突。")])
    else:
        row.outcome = Outcome.UPDATED if record else Outcome.CREATED


def _take_refusal(row: Row, refusal: Refusal) -> None:
    name = refusal.field if refusal.field in row.given else WHOLE_ROW
    row.wrong(name or WHOLE_ROW, [str(refusal)])


def _save_together(
    spec: ImportSpec, together: Sequence[tuple[Row, dict[str, Any]]], by: User
) -> None:
    """What the database refuses is found by halves: the rest is saved all the same."""
    if not together:
        return
    try:
        with transaction.atomic():
            answers = spec.save_all([cleaned for __, cleaned in together], by=by)
    except IntegrityError:
        if len(together) == 1:
            together[0][0].wrong(WHOLE_ROW, [_("与系统中已有的记录冲突。")])
            return
        half = len(together) // 2
        _save_together(spec, together[:half], by)
        _save_together(spec, together[half:], by)
        return
    for (row, __), answer in zip(together, answers, strict=True):
        if isinstance(answer, Refusal):
            _take_refusal(row, answer)
        else:
            row.record, row.outcome = answer, Outcome.CREATED


def _held(blank: forms.BaseForm) -> dict[str, Any]:
    """What the form holds when somebody opens it."""
    return {
        name: blank[name].value()
        for name, form_field in blank.fields.items()
        if not isinstance(form_field, forms.FileField)
    }


def _form_data(row: Row, held: dict[str, Any]) -> dict[str, Any]:
    """The row, and for fields that have no column what the opened form holds."""
    kept = {
        name: value
        for name, value in held.items()
        if name not in row.given and value not in (None, False)
    }
    return kept | {name: value for name, value in row.given.items() if value != ""}


def _take_form_errors(spec: ImportSpec, row: Row, form: forms.BaseForm) -> None:
    """Beside what is known to be wrong, only what the other cells say each by itself."""
    wrong = set(row.errors)
    for name, found in form.errors.items():
        messages = [str(message) for message in found]
        if name in row.cells:
            if name not in wrong:
                row.wrong(name, messages)
        elif wrong:
            continue
        elif name == NON_FIELD_ERRORS:
            row.wrong(WHOLE_ROW, messages)
        else:
            label = form.fields[name].label or name
            row.wrong(WHOLE_ROW, [f"{label}: {message}" for message in messages])


def _compare(spec: ImportSpec, batch: list[Row]) -> None:
    """What really changed, read back from the database (defaults and triggers included)."""
    saved = {row.record.pk: row for row in batch if row.record is not None}
    stored = spec.model._base_manager.in_bulk(list(saved))
    for pk, row in saved.items():
        after = snapshot(stored[pk])
        if row.outcome == Outcome.CREATED:
            row.after = after
            continue
        row.before, row.after = changes(row.before, after)
        if not row.after:
            row.outcome = UNCHANGED
