"""Spare-part sales, their sellers, what was received."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import NamedField, RowForm
from foundation.people.models import User
from service_incentives.forms.fields import lines
from service_incentives.models import Receipt, SparePartSale


class SaleForm(RowForm):
    shares = lines(
        _("销售人与份额"), 3, help_text=_("每行写“工号 份额”，份额合计 100，例如：2004 60")
    )
    wide = ("shares",)

    class Meta:
        model = SparePartSale
        fields = (
            "contract_no", "customer", "signed_on", "contract_amount", "parts_price", "parts_cost",
            "service_fee", "person_days",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {"signed_on": forms.DateInput}
        help_texts: ClassVar[dict[str, Any]] = {
            "parts_cost": _("成本与售价须同为含税或不含税。"),
            "person_days": _("没有服务人天的填 0。"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("contract_amount", "parts_price", "parts_cost", "service_fee", "person_days"):
            least = cleaned.get(name)
            if least is not None and (least < 0 or (name == "contract_amount" and not least)):
                self.add_error(name, _("金额不能小于零。"))
        return cleaned

    def clean_shares(self) -> dict[User, Decimal]:
        shares: dict[User, Decimal] = {}
        for line in self.cleaned_data["shares"].splitlines():
            if not line.strip():
                continue
            number, __, share = line.strip().partition(" ")
            person = User.objects.filter(employee_number=number).first()
            if person is None:
                raise forms.ValidationError(
                    _("没有这个工号的人员：%(number)s") % {"number": number}
                )
            if person in shares:
                raise forms.ValidationError(
                    _("同一销售人只写一行：%(number)s") % {"number": number}
                )
            shares[person] = _share(share)
        return shares

    def _post_clean(self) -> None:
        given = self.cleaned_data.pop("shares", None)
        super()._post_clean()
        if given is not None:
            self.cleaned_data["shares"] = given


class SaleRowForm(SaleForm):
    """As a row of a workbook: recognised when it is there already."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if self.instance.pk:
            sellers = self.instance.shares.all()
            kept = ((one.person.employee_number, one.share) for one in sellers)
            self.initial["shares"] = shares_as_lines(kept)


def shares_as_lines(shares: Iterable[tuple[str, Decimal]]) -> str:
    """As the page asks for them, in one order."""
    return "\n".join(f"{number} {share.normalize():f}" for number, share in sorted(shares))


def _share(text: str) -> Decimal:
    try:
        share = Decimal(text.strip().rstrip("%"))
    except InvalidOperation:
        raise forms.ValidationError(_("份额须为数字：%(text)s") % {"text": text}) from None
    if not share.is_finite() or not 0 < share <= 100 or share != round(share, 2):
        raise forms.ValidationError(_("份额在 0 至 100 之间，至多两位小数。"))
    return share


class ReceiptForm(ActForm):
    amount = forms.DecimalField(
        label=_("金额（元）"), max_digits=12, decimal_places=2, help_text=_("退款写负数。")
    )
    received_on = forms.DateField(label=_("到账日期"), widget=forms.DateInput)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def prepare(self) -> None:
        self.initial.setdefault("received_on", clock.today())


class ReceiptRowForm(forms.Form):
    """As a row of a workbook: with the contract it is for."""

    sale = NamedField(
        queryset=SparePartSale.objects.exclude(state=SparePartSale.State.VOID),
        named_by="contract_no", missing=_("没有这个编号的合同，请先登记备件销售。"),
    )  # fmt: skip
    amount = forms.DecimalField(max_digits=12, decimal_places=2)
    received_on = forms.DateField()
    note = forms.CharField(max_length=200, required=False)

    def __init__(self, *args: Any, instance: Receipt | None = None, **given: Any) -> None:
        if instance is not None:
            kept = {name: getattr(instance, name) for name in ("amount", "received_on", "note")}
            given["initial"] = kept | {"sale": instance.sale.contract_no}
        super().__init__(*args, **given)


class WithdrawForm(ActForm):
    receipt = forms.TypedChoiceField(label=_("回款"), coerce=int)
    reason = forms.CharField(label=_("理由"), max_length=200)

    def prepare(self) -> None:
        self.fields["receipt"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.received_on} · {one.amount}" + (f" · {one.note}" if one.note else ""))
            for one in self.record.receipts.all()
        ]
