"""What stands in the way of taking an import back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.listing.imports.snapshots import snapshot
from foundation.listing.models import ImportRow

if TYPE_CHECKING:
    from foundation.listing.imports.specs import ImportSpec


def obstacles(kind: "ImportSpec", rows: list[ImportRow], records: dict[str, Model]) -> list[str]:
    """One sentence per imported record that was changed, removed or used since."""
    created = [
        records[row.record_pk]
        for row in rows
        if row.outcome == ImportRow.Outcome.CREATED and row.record_pk in records
    ]
    used = kind.built_upon(created) if created else {}
    found = []
    for row in sorted(rows, key=lambda row: row.line):
        reason = used.get(row.record_pk) or _changed(row, records.get(row.record_pk))
        if reason:
            found.append(
                _("第 %(line)d 行 %(label)s：%(reason)s")
                % {"line": row.line, "label": row.label, "reason": reason}
            )
    return found


def _changed(row: ImportRow, record: Model | None) -> str:
    if record is None:
        return "" if row.outcome == ImportRow.Outcome.CREATED else _("记录已不存在")
    now = snapshot(record)
    # A field that no longer exists can't have been changed by anybody.
    if any(now[name] != value for name, value in row.after.items() if name in now):
        return _("导入后又被修改")
    return ""


def linked(records: Sequence[Model], *, besides: Sequence[type[Model]] = ()) -> dict[str, str]:
    """Primary key -> "used by …", for records that rows of other tables ``besides`` these point to."""
    model = type(records[0])
    by_pk = {record.pk: record for record in records}
    found: dict[str, str] = {}
    for relation in model._meta.get_fields(include_hidden=True):
        related: Any = relation
        if not relation.auto_created or relation.concrete or related.related_model is None:
            continue
        source = related.related_model
        if related.many_to_many or source in besides or _is_history(source):
            continue
        path = related.field.name
        pointing = source._base_manager.filter(**{f"{path}__in": list(by_pk)})
        for pk in pointing.values_list(path, flat=True).distinct():
            name = str(source._meta.verbose_name)
            found[str(pk)] = _("已被“%(name)s”引用") % {"name": name}
    return found


def _is_history(model: type[Model]) -> bool:
    """Rows that pghistory's triggers write about the record itself."""
    return any(field.name == "pgh_id" for field in model._meta.fields)
