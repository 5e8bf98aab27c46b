"""What an app declares in its ``imports.py`` so that its records can come from Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.listing.imports.cells import Parser, Related, text
from foundation.listing.imports.snapshots import Former, restore
from foundation.people.models import User

_specs: dict[str, ImportSpec] = {}
# Where the errors of a row stand that are of no cell.
WHOLE_ROW = ""


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of the workbook: ``field`` of the form, ``label`` as the head names it."""

    field: str
    label: str | Promise
    parse: Parser = text
    required: bool = False
    help: str | Promise = ""
    example: str | Promise = ""


class ImportSpec:
    """Subclass it with a ``code``; that registers it.

    A column that is missing from the workbook leaves the field of an existing record as it is; an
    empty cell empties it. ``key`` names the form fields that say which record a row is.
    """

    code: ClassVar[str]
    title: ClassVar[str | Promise]
    model: ClassVar[type[Model]]
    form_class: ClassVar[type[forms.Form | forms.ModelForm[Any]]]
    columns: ClassVar[tuple[ImportColumn, ...]]
    key: ClassVar[tuple[str, ...]]
    # Whether one may import the good rows and leave those with errors out.
    allows_partial: ClassVar[bool] = False
    most_rows: ClassVar[int] = 5000
    # A record that is there already is an error of the row, not a record to update.
    only_new: ClassVar[bool] = False
    # How many rows go together; ``True``: new ones are saved by ``save_all``, not one by one.
    batch: ClassVar[int] = 200
    saves_together: ClassVar[bool] = False
    notes: ClassVar[tuple[str | Promise, ...]] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" in cls.__dict__:
            _specs[cls.code] = cls()

    def may_import(self, user: User) -> bool:
        """Who may see and use this import; closed until the app says otherwise."""
        return False

    def requires(self, column: ImportColumn) -> bool:
        """Whether every row has to fill it."""
        return column.required or column.field in self.key

    def look_up(self, rows: Sequence[dict[str, str]]) -> None:
        """Read what a batch of rows names, many at a time."""

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        """The records with these keys, several at a time."""
        same = Q(pk=None)
        for key in keys:
            same |= Q(**key)
        return cast(Any, self.model)._default_manager.filter(same)  # type: ignore[no-any-return]

    def key_of(self, record: Model) -> tuple[str, ...]:
        """The key of a record, as the parsers would give it."""
        return tuple(str(getattr(record, name)) for name in self.key)

    def form(self, data: dict[str, Any], *, record: Model | None, by: User) -> forms.BaseForm:
        """The form of the screen, filled with a row."""
        return cast(Any, self.form_class)(data, instance=record)  # type: ignore[no-any-return]

    def blank_form(self, *, record: Model | None, by: User) -> forms.BaseForm:
        """The same form as somebody opens it: what it says where the workbook has no column."""
        return cast(Any, self.form_class)(instance=record)  # type: ignore[no-any-return]

    def save(self, form: forms.BaseForm, *, record: Model | None, by: User) -> Model:
        """Call the act the screen calls; a ``Refusal`` becomes an error of the row."""
        raise NotImplementedError

    def save_all(self, rows: Sequence[dict[str, Any]], *, by: User) -> Sequence[Model | Refusal]:
        """The act for many rows at once, each as its form cleaned it; a row that is refused gets
        its ``Refusal``, in its place."""
        raise NotImplementedError

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        """Primary key (text) -> why a created record can't be taken back; default: links to it."""
        from foundation.listing.imports.undo import linked

        return linked(records)

    def undo_created(self, records: Sequence[Model], *, by: User) -> None:
        """Take created records back, the last ones first; numbered ones become void instead."""
        keys = [record.pk for record in records]
        cast(Any, self.model)._base_manager.filter(pk__in=keys).delete()

    def undo_updated(self, changed: Sequence[Former], *, by: User) -> None:
        restore(changed)

    def start(self) -> None:
        """Forget what was looked up in a former run."""
        for column in self.columns:
            if isinstance(column.parse, Related):
                column.parse.forget()

    def label_of(self, field: str) -> str:
        return next(
            (str(column.label) for column in self.columns if column.field == field), _("整行")
        )


def spec(code: str) -> ImportSpec | None:
    return _specs.get(code)


def specs() -> dict[str, ImportSpec]:
    return dict(_specs)
