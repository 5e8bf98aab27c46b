"""What became of the rows of an import, until the import itself is decided.

It waits in a file: a dry run takes everything back that was written in it, and fifty thousand rows
in memory would be a hundred megabytes.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Any, Self

from foundation.listing.imports.rows import UNCHANGED, Outcome, Row
from foundation.listing.models import ImportRow, ImportRun


class Outcomes:
    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._file = TemporaryFile()  # noqa: SIM115 - closed when this is left

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def gather(self, batches: Iterable[list[Row]]) -> None:
        for batch in batches:
            self.counts.update(row.outcome for row in batch)
            kept = [_facts(row) for row in batch if row.outcome != UNCHANGED]
            pickle.dump(kept, self._file)

    def write(self, run: ImportRun) -> None:
        """Instead of what a former try said."""
        run.row_count = self.counts.total()
        run.created_count = self.counts[Outcome.CREATED]
        run.updated_count = self.counts[Outcome.UPDATED]
        run.unchanged_count = self.counts[UNCHANGED]
        run.error_count = self.counts[Outcome.ERROR]
        run.rows.all().delete()
        for batch in self._batches():
            ImportRow.objects.bulk_create(ImportRow(run=run, **facts) for facts in batch)

    def _batches(self) -> Iterator[list[dict[str, Any]]]:
        self._file.seek(0)
        while True:
            try:
                yield pickle.load(self._file)
            except EOFError:
                return


def _facts(row: Row) -> dict[str, Any]:
    is_error = row.outcome == Outcome.ERROR
    return {
        "line": row.line,
        "outcome": row.outcome,
        "record_pk": "" if is_error or row.record is None else str(row.record.pk),
        "label": "" if row.record is None else str(row.record)[:200],
        "before": {} if is_error else row.before,
        "after": {} if is_error else row.after,
        "cells": row.cells if is_error else {},
        "errors": row.errors,
    }
