"""The register of firms from Excel, by the act of its page; certificates come with their scans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation.listing.imports import ImportColumn, ImportSpec, choice, yes_no
from foundation.people.delegation import acts_as
from foundation.people.models import User
from power_projects import actions
from power_projects.forms.firms import FirmForm
from power_projects.models import Firm
from power_projects.roles import BRANCH_MARKETING, MARKETING_HEAD
from power_projects.scope import REGULATION
from power_projects.supply import Voltage


class FirmImport(ImportSpec):
    code = "power_projects.firms"
    title = _("设计施工单位")
    model = Firm
    form_class = FirmForm
    key = ("name",)
    only_new = allows_partial = True
    columns = (
        ImportColumn("name", _("单位名称"), required=True, example="光华电力设计院"),
        ImportColumn("does_design", _("设计"), yes_no, example="是"),
        ImportColumn("does_construction", _("施工"), yes_no, example="否"),
        ImportColumn(
            "voltage", _("资质等级（最高电压）"), choice(Voltage), required=True, example="10 kV"
        ),
        ImportColumn("contact", _("联系人"), required=True, example="周工"),
        ImportColumn("phone", _("电话"), required=True, example="13900000000"),
    )
    notes = (_("两项证照在单位页面登记并上传扫描件，登记齐全后才向客户介绍。"),)

    def may_import(self, user: User) -> bool:
        return any(acts_as(user, role, REGULATION) for role in (BRANCH_MARKETING, MARKETING_HEAD))

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        return actions.register_firm(form.instance, by=by)

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        """Nobody deletes a record: it goes off the register."""
        for record in records:
            firm = Firm.objects.for_act().get(pk=record.pk)
            reason, seen = _now("撤销导入"), firm.matter.version
            actions.remove_firm(firm, by=by, reason=reason, seen=seen)
