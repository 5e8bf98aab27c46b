"""Row history by database triggers, and the triggers that make a table append-only."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models

Model = TypeVar("Model", bound=type[models.Model])

NO_TRUNCATE = pgtrigger.Trigger(
    name="no_truncate",
    level=pgtrigger.Statement,
    when=pgtrigger.Before,
    operation=pgtrigger.Truncate,
    func="RAISE EXCEPTION 'this table is append-only';",
)
NO_CHANGE = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def track(*, exclude: tuple[str, ...] = ()) -> Callable[[Model], Model]:
    """Keep every version of the model's rows in an append-only table beside it.

    One trigger per statement, not per row: an import writes its versions in one go.
    """
    decorate: Any = pghistory.track(
        append_only=True,
        level=pghistory.Statement,
        meta={"triggers": [NO_TRUNCATE]},
        exclude=list(exclude),
    )
    return decorate  # type: ignore[no-any-return]
