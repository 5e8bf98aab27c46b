"""Usage from Excel or CSV, each row by the act of the sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.listing.imports import ImportColumn, decimal_text, month_text, whole_number_text
from foundation.listing.imports.snapshots import Former
from foundation.people.delegation import acts_as
from foundation.people.models import User
from key_accounts import actions, sheets
from key_accounts.forms.usage import UsageRowForm
from key_accounts.models import Usage
from key_accounts.roles import BRANCH_MANAGER, MANAGER
from key_accounts.scope import REGULATION


class UsageImport(KnownRows):
    code = "key_accounts.usage"
    title = _("用邮记录")
    model = Usage
    form_class = UsageRowForm
    key = ("month", "branch", "account", "line")
    allows_partial = True
    saves_together = True
    batch = 500
    most_rows = 60_000
    columns = (
        ImportColumn("month", _("收寄月份"), month_text, required=True, example="2026-10",
            help=_("月份，或收寄日期")),
        ImportColumn("branch", _("收寄单位代码"), required=True, example="8501"),
        ImportColumn("account", _("档案编号"), required=True, example="DKH-2026-0001"),
        ImportColumn("line", _("产品代码"), required=True, example="01"),
        ImportColumn("items", _("邮件数"), whole_number_text, required=True, example="1200"),
        ImportColumn("weight", _("重量（千克）"), decimal_text, required=True, example="3456.789"),
        ImportColumn("revenue", _("收入（元）"), decimal_text, required=True, example="25600.50"),
    )  # fmt: skip
    notes = (
        _("按收寄月份汇总；同一月份、单位、档案和产品再次导入即更改。"),
        _("三项全为零即申报没有用邮，只能由收寄单位自己导入；已关闭的月份不能导入。"),
    )

    def may_import(self, user: User) -> bool:
        return any(acts_as(user, role, REGULATION) for role in (MANAGER, BRANCH_MANAGER))

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Usage.objects.filter(
            month__in={key["month"] for key in keys},
            use__branch__in=self.keys_of("branch", (key["branch"] for key in keys)),
            use__account__in=self.keys_of("account", (key["account"] for key in keys)),
        )
        return same.select_related("use__branch", "use__account__matter", "use__line")

    def key_of(self, record: Any) -> tuple[str, ...]:
        use = record.use
        return record.month.isoformat(), use.branch.code, use.account.number, use.line.code

    def form(self, data: dict[str, Any], *, record: Any, by: User) -> Any:
        return self.row_form(data, initial=_held(record))

    def blank_form(self, *, record: Any, by: User) -> Any:
        return UsageRowForm(initial=_held(record))

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        answer = self.save_all([form.cleaned_data], by=by)[0]
        if isinstance(answer, Refusal):
            raise answer
        return answer

    def save_all(self, rows: Sequence[dict[str, Any]], *, by: User) -> Sequence[Model | Refusal]:
        """Each branch's month together."""
        places: dict[Any, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            places[row["branch"], row["month"]].append(place)
        answers: dict[int, Model | Refusal] = {}
        for (branch, month), of_sheet in places.items():
            entries = [_entry(rows[place]) for place in of_sheet]
            done = actions.record_each(branch, month, entries, by=by)
            answers.update(zip(of_sheet, done, strict=True))
        return [answers[place] for place in range(len(rows))]

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        actions.withdraw(records, by=by)

    def undo_updated(self, changed: Sequence[Former], *, by: User) -> None:
        rows: Sequence[Any] = [record for record, __ in changed]
        for month in sorted({row.month for row in rows}):
            sheets.refuse_month(month)
        super().undo_updated(changed, by=by)


def _entry(row: dict[str, Any]) -> actions.Entry:
    figures = (row["items"], row["weight"], row["revenue"])
    return actions.Entry(row["account"], row["line"], *figures, "items")


def _held(record: Any) -> dict[str, Any]:
    if record is None:
        return {}
    use = record.use
    return {
        "month": record.month, "branch": use.branch.code, "account": use.account.number,
        "line": use.line.code, "items": record.items, "weight": record.weight,
        "revenue": record.revenue,
    }  # fmt: skip
