"""Trips, scores, payroll's figures, positions and projects from Excel, by the acts of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.history.reading import newest_version
from foundation.listing.imports import (
    ImportColumn,
    choice,
    date_text,
    decimal_text,
    whole_number_text,
    yes_no,
)
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import ADMIN_HR
from service_incentives import actions, forms, periods
from service_incentives.books import Books
from service_incentives.models import (
    Assessment,
    AssessmentRound,
    PayLine,
    PayrollMonth,
    Trip,
)
from service_incentives.models.states import PAST_DRAFT
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import REGULATION, used_by_run


def signed_text(cell: Any) -> str:
    """Signed unless the cell says no."""
    said = yes_no(cell if cell not in (None, "") else "yes")
    return Trip.Paper.SIGNED if said else Trip.Paper.UNSIGNED


def month_text(cell: Any) -> str:
    """A month as the first of it: from a date, or text such as 2026-11."""
    plain = str(cell or "").strip()
    try:
        return date.fromisoformat(f"{plain}-01").isoformat()
    except ValueError:
        day = date_text(cell)
        return day and date.fromisoformat(day).replace(day=1).isoformat()


def quarter_text(cell: Any) -> str:
    """The first day of the quarter that the cell's day or month lies in."""
    first = month_text(cell)
    return first and periods.beginning("quarterly", date.fromisoformat(first)).isoformat()


class TripImport(KnownRows):
    code = "service_incentives.trips"
    title = _("出差记录")
    model = Trip
    form_class = forms.TripRowForm
    key = ("person", "project", "started_on")
    allows_partial = True
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
        same = Q(pk=None)
        for key in keys:
            same |= Q(
                person__employee_number=key["person"], project__code=key["project"],
                started_on=key["started_on"],
            )  # fmt: skip
        return Trip.objects.counted().filter(same).select_related("person", "project", "kind")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return (
            record.person.employee_number, record.project.code, record.started_on.isoformat(),
        )  # fmt: skip

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        if record is None:
            return actions.enter_trip(form.instance, by=by, books=self.books)
        seen, given = newest_version(record), form.cleaned_data
        return actions.change_trip(record, by=by, seen=seen, given=given, books=self.books)

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        ids = [record.pk for record in records]
        lines = PayLine.objects.current().filter(run__state__in=PAST_DRAFT, trips__overlap=ids)
        used = {pk: number for pks, number in lines.values_list("trips", "run__matter__number")
                for pk in pks}  # fmt: skip
        paid = {str(pk): _now("已用于发放单 %s") % used[pk] for pk in ids if pk in used}
        return super().built_upon(records) | paid

    def undo_created(self, record: Any, *, by: User) -> None:
        """A trip stays visible, void."""
        actions.void_trip(record, by=by, seen=newest_version(record), reason=_now("撤销导入"))

    def undo_updated(self, record: Any, before: dict[str, str | None], *, by: User) -> None:
        used = used_by_run(record.person_id, trip=record.pk)
        if used:
            raise Refusal("R5.10", _now("已用于发放单 %s") % used)
        super().undo_updated(record, before, by=by)


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
        same = Q(pk=None)
        for key in keys:
            same |= Q(round__quarter=key["quarter"], person__employee_number=key["person"])
        return Assessment.objects.filter(same).select_related("round", "person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.round.quarter.isoformat(), record.person.employee_number

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        given = dict(form.cleaned_data)
        one = self.rounds.get(given.pop("quarter"))
        if one is None:
            raise Refusal("R5.5.1", _now("这一季度的考核还没有开始。"), field="quarter")
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
        same = Q(pk=None)
        for key in keys:
            same |= Q(person__employee_number=key["person"], payer=key["payer"], month=key["month"])
        return PayrollMonth.objects.filter(same).select_related("person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.person.employee_number, record.payer, record.month.isoformat()

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        return actions.enter_payroll(form.instance, by=by)
