"""Scores of a quarter, and payroll's figures of a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.listing.imports import (
    ImportColumn,
    choice,
    decimal_text,
    month_text,
    whole_number_text,
)
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from service_incentives import actions, forms, periods
from service_incentives.models import Assessment, AssessmentRound, PayrollMonth
from service_incentives.roles import STATISTICIAN
from service_incentives.scope import REGULATION


def quarter_text(cell: Any) -> str:
    """The first day of the quarter that the cell's day or month lies in."""
    first = month_text(cell)
    return first and periods.beginning("quarterly", date.fromisoformat(first)).isoformat()


class ScoreImport(KnownRows):
    code = "service_incentives.scores"
    title = _("季度考核分数")
    model = Assessment
    form_class = forms.ScoreRowForm
    key = ("quarter", "person")
    allows_partial = True
    most_rows = 20_000
    columns = (
        ImportColumn("quarter", _("季度"), quarter_text, required=True, example="2026-09",
            help=_("季内任一月份；考核须已开始")),
        ImportColumn("person", _("工号"), required=True, example="2004"),
        ImportColumn("quality", _("服务质量"), decimal_text, required=True, example="92"),
        ImportColumn("workload", _("服务工作量"), decimal_text, required=True, example="85.5"),
        ImportColumn("cost", _("服务成本"), decimal_text, required=True, example="80"),
        ImportColumn("note", _("说明")),
    )  # fmt: skip

    def start(self) -> None:
        super().start()
        self.rounds = {one.quarter: one for one in AssessmentRound.objects.all()}

    def may_import(self, user: User) -> bool:
        return acts_as(user, STATISTICIAN, REGULATION)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Assessment.objects.filter(
            round__quarter__in={key["quarter"] for key in keys},
            person__in=self.keys_of("person", (key["person"] for key in keys)),
        )
        return same.select_related("round", "person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.round.quarter.isoformat(), record.person.employee_number

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        given = dict(form.cleaned_data)
        one = self.rounds.get(given.pop("quarter"))
        if one is None:
            raise Refusal("R5.5.1", gettext("这一季度的考核还没有开始。"), field="quarter")
        return actions.assess(one, by=by, **given)


class PayrollImport(KnownRows):
    code = "service_incentives.payroll"
    title = _("工资数据")
    model = PayrollMonth
    form_class = forms.PayrollForm
    key = ("person", "payer", "month")
    most_rows = 20_000
    columns = (
        ImportColumn("person", _("工号"), required=True, example="2004"),
        ImportColumn("payer", _("发放单位"), choice(PayrollMonth.Payer), required=True,
            example=PayrollMonth.Payer.EMPLOYER.label),
        ImportColumn("month", _("发放月份"), month_text, required=True, example="2026-11"),
        ImportColumn("months", _("本年任职月数"), whole_number_text, required=True, example="11"),
        ImportColumn("income", _("累计收入（元）"), decimal_text, required=True, example="104500"),
        ImportColumn("deductions", _("累计其他扣除（元）"), decimal_text, required=True,
            example="20900"),
        ImportColumn("withheld", _("累计已预扣税额（元）"), decimal_text, required=True,
            example="858"),
        ImportColumn("account", _("银行账号"), help=_("列须为“文本”格式")),
    )  # fmt: skip

    def may_import(self, user: User) -> bool:
        return acts_as(user, ADMIN_HR, REGULATION)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = PayrollMonth.objects.filter(
            month__in={key["month"] for key in keys},
            person__in=self.keys_of("person", (key["person"] for key in keys)),
        )
        return same.select_related("person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.person.employee_number, record.payer, record.month.isoformat()

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        return actions.enter_payroll(form.instance, by=by)
