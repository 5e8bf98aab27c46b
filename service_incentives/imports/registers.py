"""Projects and positions, as the acts of their pages keep them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import KnownRows
from foundation.history.reading import newest_version
from foundation.listing.imports import ImportColumn, choice, date_text
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from service_incentives import actions, forms
from service_incentives.models import Project, StaffPosition
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import REGULATION


class ProjectImport(KnownRows):
    code = "service_incentives.projects"
    title = _("项目")
    model = Project
    form_class = forms.ProjectForm
    key = ("code",)
    allows_partial = True
    most_rows = 20_000
    columns = (
        ImportColumn("code", _("项目编号"), required=True, example="XM-001"),
        ImportColumn("name", _("项目名称"), required=True, example="滨江变电站"),
        ImportColumn("engineer", _("调试负责人工号"), example="2004"),
        ImportColumn("energised_on", _("正常通电日期"), date_text, example="2026-05-20"),
    )

    def may_import(self, user: User) -> bool:
        return any(acts_as(user, one, REGULATION) for one in (STATISTICIAN, SERVICE_HEAD))

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        codes = [key["code"] for key in keys]
        return Project.objects.filter(code__in=codes).select_related("engineer")

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.add_project(form.instance, by=by)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_project(record, by=by, seen=seen, given=given)


class PositionImport(KnownRows):
    code = "service_incentives.positions"
    title = _("岗位")
    model = StaffPosition
    form_class = forms.PositionForm
    key = ("person", "since")
    allows_partial = True
    most_rows = 20_000
    columns = (
        ImportColumn("person", _("工号"), required=True, example="2004"),
        ImportColumn("position", _("岗位"), choice(StaffPosition.Position), required=True,
            example=StaffPosition.Position.ENGINEER.label),
        ImportColumn("since", _("自何日起"), date_text, required=True, example="2026-04-01"),
    )  # fmt: skip

    def may_import(self, user: User) -> bool:
        who = (STATISTICIAN, SERVICE_HEAD, ADMIN_HR)
        return any(acts_as(user, one, REGULATION) for one in who)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = StaffPosition.objects.filter(
            person__in=self.keys_of("person", (key["person"] for key in keys)),
            since__in={key["since"] for key in keys},
        )
        return same.select_related("person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.person.employee_number, record.since.isoformat()

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        return actions.set_position(by=by, **form.cleaned_data)
