"""Rewards and fines: proposed by the row, decided one by one as always (R5.9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.listing.imports import (
    ImportColumn,
    choice,
    date_text,
    decimal_text,
    whole_number_text,
)
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from service_incentives import actions, forms
from service_incentives.models import Finding
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import REGULATION

State = Finding.State


class FindingImport(KnownRows):
    code = "service_incentives.findings"
    title = _("奖惩认定")
    model = Finding
    form_class = forms.FindingForm
    key = ("kind", "person", "happened_on")
    allows_partial = True
    columns = (
        ImportColumn("kind", _("事项"), choice(Finding.Kind), required=True,
            example=Finding.Kind.PRAISE.label),
        ImportColumn("person", _("工号"), required=True, example="2004"),
        ImportColumn("happened_on", _("发生日期"), date_text, required=True, example="2026-11-05",
            help=_("涉及行程的，为行程的结束日期")),
        ImportColumn("trip", _("行程号"), whole_number_text,
            help=_("仅用于第二次服务和行程登记有误")),
        ImportColumn("amount", _("金额（元）"), decimal_text, example="300",
            help=_("由制度规定金额的事项留空")),
        ImportColumn("document", _("文件编号"), help=_("依据其他制度的金额必填")),
        ImportColumn("evidence", _("事实与依据"), required=True, example=_("用户来信，见附件")),
    )  # fmt: skip
    notes = (
        _("导入即提出，仍须逐件认定；同一事项、人员和日期的第二件请在页面上提出。"),
        _("节约成本由本人提出，不能导入他人的。"),
    )

    def may_import(self, user: User) -> bool:
        return any(acts_as(user, one, REGULATION) for one in (STATISTICIAN, SERVICE_HEAD, ADMIN_HR))

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Finding.objects.filter(
            state__in=[State.PROPOSED, State.DECIDED],
            happened_on__in={key["happened_on"] for key in keys},
            person__in=self.keys_of("person", (key["person"] for key in keys)),
        )
        return same.select_related("person", "trip", "matter")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.kind, record.person.employee_number, record.happened_on.isoformat()

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is not None:
            message = gettext("此人这一天的同一事项已经提出，内容不同。")
            raise Refusal(record.article, message, field="kind")
        return actions.propose(form.instance, by=by)

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        """``_is_not_used`` of the step says the rest."""
        findings: Any = records
        decided = (one for one in findings if one.state == State.DECIDED)
        return {str(one.pk): gettext("已认定") for one in decided}

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        """Their numbers stay. Whoever proposed one may not take it back alone."""
        for record in records:
            seen = record.matter.version
            actions.void_finding(record, by=by, reason=gettext("撤销导入"), seen=seen)
