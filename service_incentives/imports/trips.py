"""Trips: tens of thousands in a workbook, entered batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.history.reading import newest_version
from foundation.listing.imports import ImportColumn, choice, date_text, yes_no
from foundation.listing.imports.snapshots import Former
from foundation.people.delegation import acts_as
from foundation.people.models import User
from service_incentives import actions, forms
from service_incentives.books import Books
from service_incentives.models import Trip
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import REGULATION, trips_used_by_runs


def signed_text(cell: Any) -> str:
    """Signed unless the cell says no."""
    said = yes_no(cell if cell not in (None, "") else "yes")
    return Trip.Paper.SIGNED if said else Trip.Paper.UNSIGNED


# The trips with these keys; as many as a batch has rows, so not by a condition for each.
SAME_TRIPS = """
SELECT t.id FROM service_incentives_trip t
JOIN unnest(%s::bigint[], %s::bigint[], %s::date[]) AS k(person, project, day)
  ON t.person_id = k.person AND t.project_id = k.project AND t.started_on = k.day
WHERE t.voided_at IS NULL  -- as in the index of the unique key
"""


class TripImport(KnownRows):
    code = "service_incentives.trips"
    title = _("出差记录")
    model = Trip
    form_class = forms.TripRowForm
    key = ("person", "project", "started_on")
    allows_partial = True
    saves_together = True
    batch = 500
    most_rows = 60_000
    columns = (
        ImportColumn("person", _("工程师工号"), required=True, example="2004"),
        ImportColumn("project", _("项目编号"), required=True, example="XM-001"),
        ImportColumn("kind", _("类型代码"), required=True, example="UPS"),
        ImportColumn("started_on", _("出发日期"), date_text, required=True, example="2026-11-02"),
        ImportColumn("ended_on", _("结束日期"), date_text, required=True, example="2026-11-04"),
        ImportColumn("visit", _("服务性质"), choice(Trip.Visit), example=Trip.Visit.FIRST.label),
        ImportColumn("paper", _("已签服务记录单"), signed_text, help=_("留空即已签"), example=_("是")),
        ImportColumn("paper_reason", _("未签原因")),
    )  # fmt: skip
    notes = (_("项目和项目类型须先登记；同一工程师、项目和出发日期的行再次导入即更正。"),)

    def start(self) -> None:
        super().start()
        self.books = Books()

    def may_import(self, user: User) -> bool:
        return any(acts_as(user, role, REGULATION) for role in (STATISTICIAN, SERVICE_HEAD))

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        people = self.keys_of("person", (key["person"] for key in keys))
        projects = self.keys_of("project", (key["project"] for key in keys))
        days = [key["started_on"] for key in keys]
        same = Trip.objects.filter(pk__in=RawSQL(SAME_TRIPS, [people, projects, days]))
        return same.select_related("person", "project", "kind")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return (
            record.person.employee_number, record.project.code, record.started_on.isoformat(),
        )  # fmt: skip

    def save_all(self, rows: Sequence[dict[str, Any]], *, by: User) -> Sequence[Model | Refusal]:
        return actions.enter_trips([Trip(**row) for row in rows], by=by, books=self.books)

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.enter_trip(form.instance, by=by, books=self.books)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_trip(record, by=by, seen=seen, given=given, books=self.books)

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        used = trips_used_by_runs([record.pk for record in records])
        paid = {str(pk): gettext("已用于发放单 %s") % number for pk, number in used.items()}
        return super().built_upon(records) | paid

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        """Trips stay visible, void."""
        actions.void_trips(records, by=by, reason=gettext("撤销导入"))

    def undo_updated(self, changed: Sequence[Former], *, by: User) -> None:
        used = trips_used_by_runs([record.pk for record, __ in changed])
        if used:
            raise Refusal("R5.10", gettext("已用于发放单 %s") % next(iter(used.values())))
        super().undo_updated(changed, by=by)
