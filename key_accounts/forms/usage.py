"""The sheet of a branch's month: one form, three cells a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import NamedField
from foundation.people.models import Department
from key_accounts.actions import Entry
from key_accounts.models import Account, ProductLine, Usage
from key_accounts.models.usage import MEASURES, MOST_ITEMS
from key_accounts.sheets import SheetRow

BLANK_LINES = 5
MOST_NEW = 400  # lines pasted at once
NEW = re.compile(r"new(\d{1,3})-")


class AccountField(NamedField):
    """A key account by the number of its file."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            queryset=Account.objects.select_related("matter"),
            named_by="matter__number",
            missing=_("没有这个编号的大客户档案。"),
            label=_("档案编号"),
            **given,
        )

    def look_up(self, texts: set[str], known: dict[str, Any]) -> None:
        new = texts - known.keys()
        known.update(dict.fromkeys(new))
        queryset: Any = self.queryset
        known.update((one.number, one) for one in queryset.filter(matter__number__in=new))


class LineField(NamedField):
    """A product by its code; where somebody types it, also by its name."""

    def __init__(self, *, by_name: bool = True, **given: Any) -> None:
        self.by_name = by_name
        super().__init__(
            queryset=ProductLine.objects.all(),
            named_by="code",
            missing=_("没有这种产品。"),
            label=_("产品代码"),
            **given,
        )

    def look_up(self, texts: set[str], known: dict[str, Any]) -> None:
        known.update(dict.fromkeys(texts - known.keys()))
        for one in ProductLine.objects.all():
            known.update({one.code: one, one.name: one} if self.by_name else {one.code: one})


def figure_fields(**given: Any) -> dict[str, forms.Field]:
    """As typed, without the browser's arrows: a paste must come through whole."""
    number = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    bounds = {"widget": number, "localize": False, **given}
    return {
        "items": forms.IntegerField(label=_("邮件数"), max_value=MOST_ITEMS, **bounds),
        "weight": forms.DecimalField(
            label=_("重量（千克）"), max_digits=15, decimal_places=3, **bounds
        ),
        "revenue": forms.DecimalField(
            label=_("收入（元）"), max_digits=15, decimal_places=2, **bounds
        ),
    }


class UsageGrid(forms.Form):
    """What is owed, three cells each, and lines for accounts that were not here before.

    A line left empty stays unknown; ``0`` items alone says that nothing was posted.
    """

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, rows: Sequence[SheetRow],
        bare: Iterable[Account] = (),
    ) -> None:  # fmt: skip
        super().__init__(data)
        self.rows, self.bare = rows, list(bare)
        known = {str(row.use.account.number): row.use.account for row in rows}
        self.accounts = known | {str(one.number): one for one in self.bare}
        self.lines: dict[str, Any] = {}
        for row in rows:
            self._add(f"u{row.use.pk}", row.usage)
        self.new_count = self._new_count(data)
        self._look_up(data)
        for number in range(self.new_count):
            self._add_new(number)

    def _new_count(self, data: Mapping[str, Any] | None) -> int:
        if data is None:
            return BLANK_LINES + len(self.bare)
        sent = [int(found[1]) + 1 for name in data if (found := NEW.match(name))]
        return min(max(sent, default=BLANK_LINES), MOST_NEW)

    def _look_up(self, data: Mapping[str, Any] | None) -> None:
        """What the new lines name, in one query each."""

        def typed(name: str) -> set[str]:
            texts = (str((data or {}).get(f"new{one}-{name}", "")) for one in range(self.new_count))
            return {text.strip() for text in texts if text.strip() and "\0" not in text}

        AccountField().look_up(typed("account"), self.accounts)
        if named := typed("line"):
            LineField().look_up(named, self.lines)

    def _add(self, prefix: str, usage: Usage | None) -> None:
        for name, field in figure_fields(required=False).items():
            self.fields[f"{prefix}-{name}"] = field
            if usage is not None:
                self.initial[f"{prefix}-{name}"] = getattr(usage, name)

    def _add_new(self, number: int) -> None:
        prefix = f"new{number}"
        account, line = AccountField(required=False), LineField(required=False)
        account.known, line.known = self.accounts, self.lines
        self.fields |= {f"{prefix}-account": account, f"{prefix}-line": line}
        if number < len(self.bare):
            self.initial[f"{prefix}-account"] = self.bare[number].number
        self._add(prefix, None)

    def clean(self) -> dict[str, Any]:
        self.taken = {(one.use.account_id, one.use.line_id) for one in self.rows}
        # A line that came in meanwhile is not on the form that was sent.
        sent = [one for one in self.rows if f"u{one.use.pk}-items" in self.data]
        entries = [self._entry(f"u{one.use.pk}", one) for one in sent]
        entries += [self._new_entry(f"new{number}") for number in range(self.new_count)]
        return {"entries": [one for one in entries if one is not None]}

    def _figures(self, prefix: str) -> list[Any] | None:
        """The three cells; nothing was posted when only ``0`` items are given."""
        names = [f"{prefix}-{name}" for name in MEASURES]
        if any(name in self.errors for name in names):
            return None
        values = [self.cleaned_data.get(name) for name in names]
        if values == [0, None, None]:
            return [0, 0, 0]
        if any(one is not None for one in values):
            for name, value in zip(names, values, strict=True):
                if value is None:
                    self.add_error(name, gettext("三项都要填写；没有用邮的，邮件数填 0。"))
        return None if None in values else values

    def _entry(self, prefix: str, row: SheetRow) -> Entry | None:
        figures = self._figures(prefix)
        cells = [self.cleaned_data.get(f"{prefix}-{name}") for name in MEASURES]
        if row.usage is not None and cells == [None] * 3:
            self.add_error(f"{prefix}-items", gettext("已登记的不能清空；没有用邮的，邮件数填 0。"))
        if figures is None:
            return None
        items, weight, revenue = figures
        return Entry(row.use.account, row.use.line, items, weight, revenue, f"{prefix}-items")

    def _new_entry(self, prefix: str) -> Entry | None:
        figures = self._figures(prefix)
        account = self.cleaned_data.get(f"{prefix}-account")
        line = self.cleaned_data.get(f"{prefix}-line")
        if figures is None:
            if line is not None and not any(name.startswith(f"{prefix}-") for name in self.errors):
                self.add_error(f"{prefix}-items", gettext("请填写数量和收入。"))
            return None
        for name, value in (("account", account), ("line", line)):
            if value is None and f"{prefix}-{name}" not in self.errors:
                self.add_error(f"{prefix}-{name}", gettext("必填。"))
        if account is None or line is None:
            return None
        if (account.pk, line.pk) in self.taken:
            self.add_error(f"{prefix}-line", gettext("这一产品在上面已有一行。"))
            return None
        self.taken.add((account.pk, line.pk))
        items, weight, revenue = figures
        return Entry(account, line, items, weight, revenue, f"{prefix}-account")

    def wrong_cells(self) -> list[Any]:
        """As they stand on the sheet: the way to each, since there may be hundreds of lines."""
        return [self[name] for name in self.fields if name in self.errors]

    def owed_lines(self) -> list[tuple[SheetRow, list[Any]]]:
        return [(row, [self[f"u{row.use.pk}-{name}"] for name in MEASURES]) for row in self.rows]

    def new_lines(self) -> list[list[Any]]:
        names = ("account", "line", *MEASURES)
        return [[self[f"new{number}-{name}"] for name in names] for number in range(self.new_count)]


class CorrectionForm(forms.Form):
    account, line = AccountField(), LineField(help_text=_("代码或名称。"))
    reason = forms.CharField(label=_("理由"), max_length=200)
    wide = ("reason",)
    field_order = ("account", "line", *MEASURES, "reason")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, field in figure_fields(initial=0).items():
            field.help_text = _("差额：多算的写负数。")
            self.fields[name] = field
        for name in ("account", "line"):
            named: Any = self.fields[name]
            named.known = {}
            text = str(self.data.get(name, "")).strip()
            if text and "\0" not in text:
                named.look_up({text}, named.known)
        self.order_fields(self.field_order)


class EndUseForm(forms.Form):
    until = forms.DateField(
        label=_("最后一个用邮的月份"), help_text=_("填当月任何一天。"), widget=forms.DateInput()
    )

    def clean_until(self) -> Any:
        return self.cleaned_data["until"].replace(day=1)


class UsageRowForm(forms.Form):
    """A row of a workbook."""

    month = forms.DateField(label=_("收寄月份"))
    branch = NamedField(
        queryset=Department.objects.all(), named_by="code", missing=_("没有这个代码的部门。"),
        label=_("收寄单位代码"),
    )  # fmt: skip
    account, line = AccountField(), LineField(by_name=False)
    items = figure_fields()["items"]
    weight = figure_fields()["weight"]
    revenue = figure_fields()["revenue"]
