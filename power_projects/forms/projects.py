"""From the application to the customer's choice of firms."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.desk.record_pages import ActForm
from power_projects.models import Firm, Project, SupplyPlan
from power_projects.supply import Mode, Voltage

FACTS = (
    "contact_name", "contact_phone", "address", "area", "kind", "load", "capacity", "unit",
    "existing_capacity", "voltage", "is_dual", "security_load", "generator", "routing",
)  # fmt: skip


class ApplicationForm(forms.ModelForm[Project]):
    """用电申请表."""

    customer_kind = forms.ChoiceField(label=_("客户类别"), choices=Customer.Kind)
    customer_name = forms.CharField(label=_("客户名称"), max_length=120)
    existing_capacity = forms.DecimalField(
        label=_("原有容量"), max_digits=12, decimal_places=2, required=False,
        help_text=_("增容时填写，单位与申请容量相同。"),
    )  # fmt: skip
    explained = forms.MultipleChoiceField(
        label=_("已向客户说明"), choices=Project.Explained, widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip
    layout: ClassVar[list[Any]] = [
        (_("客户"), ("customer_kind", "customer_name", "contact_name", "contact_phone", "area", "address")),
        (
            _("用电需求"),
            ("kind", "load", "capacity", "unit", "existing_capacity", "voltage", "is_dual",
             "security_load", "generator"),
        ),
        (_("受理"), ("explained", "routing")),
    ]  # fmt: skip
    wide = ("address", "explained")

    class Meta:
        model = Project
        fields = FACTS

    def project(self) -> Project:
        return Project(**{name: self.cleaned_data[name] for name in (*FACTS, "explained")})

    def _post_clean(self) -> None:
        """The act judges the whole; the database names its constraints less kindly."""


class SurveyForm(ActForm):
    surveyed_on = forms.DateField(label=_("勘察日期"), widget=forms.DateInput)
    findings = forms.CharField(label=_("勘察情况"), widget=forms.Textarea(attrs={"rows": 5}))
    wide = ("findings",)

    def prepare(self) -> None:
        self.initial.setdefault("surveyed_on", clock.today())


PARTS = (
    "capacity", "voltage", "mode", "metering", "economy", "is_dual", "load_nature", "dual_reason",
    "has_special_need", "appraisal",
)  # fmt: skip


class PlanForm(ActForm):
    """The next revision, beginning with what the last one, or the application, says."""

    capacity = forms.DecimalField(
        label=_("批准受电容量"), max_digits=12, decimal_places=2, min_value=0.01
    )
    voltage = forms.ChoiceField(label=_("供电电压"), choices=Voltage)
    mode = forms.ChoiceField(label=_("供电方式"), choices=Mode)
    metering = forms.CharField(label=_("电能计量方式"), max_length=200)
    economy = forms.CharField(label=_("供电方案的经济性"), widget=forms.Textarea(attrs={"rows": 3}))
    is_dual = forms.BooleanField(label=_("双电源或双回路供电"), required=False)
    load_nature = forms.CharField(
        label=_("负荷性质"), max_length=100, required=False, help_text=_("双回路的必填。")
    )
    dual_reason = forms.CharField(
        label=_("双回路的理由"), max_length=200, required=False, help_text=_("双回路的必填。")
    )
    has_special_need = forms.BooleanField(label=_("有特殊需求或电网难以满足"), required=False)
    appraisal = forms.CharField(
        label=_("论证结论"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        help_text=_("有特殊需求或电网难以满足的必填。"),
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("economy", "appraisal", "dual_reason")

    def prepare(self) -> None:
        last = self.record.plan
        self.fields["capacity"].help_text = self.record.unit
        for name in PARTS:
            value = getattr(last or self.record, name, None)
            self.initial.setdefault(name, value)


class AnswerForm(ActForm):
    form = forms.ChoiceField(label=_("答复形式"), choices=SupplyPlan.Form)
    received_by = forms.CharField(label=_("客户签收人"), max_length=60)
    comment = forms.CharField(
        label=_("意见（可不填）"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    wide = ("comment",)


class ShowingForm(ActForm):
    """Nothing is ticked beforehand: each tick says that the customer has seen the firm."""

    firms = forms.ModelMultipleChoiceField(
        label=_("向客户出示的单位"), queryset=Firm.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    wide = ("firms",)

    def __init__(self, *args: Any, work: str, **given: Any) -> None:
        super().__init__(*args, **given)
        field: Any = self.fields["firms"]
        field.queryset = Firm.objects.all().qualified(work, clock.today()).order_by("pk")


class ChoiceForm(ActForm):
    designer = forms.ModelChoiceField(label=_("设计单位"), queryset=Firm.objects.none())
    contractor = forms.ModelChoiceField(label=_("施工单位"), queryset=Firm.objects.none())
    signed = forms.CharField(label=_("客户签字人"), max_length=60)

    def prepare(self) -> None:
        listed = Firm.objects.filter(state=Firm.State.LISTED).order_by("pk")
        fields: dict[str, Any] = self.fields
        fields["designer"].queryset = listed.filter(does_design=True)
        fields["contractor"].queryset = listed.filter(does_construction=True)


class EntrustForm(ActForm):
    is_entrusted = forms.TypedChoiceField(
        label=_("客户的决定"),
        choices=[("", "—"), ("yes", _("委托公司管理")), ("no", _("不委托"))],
        coerce=lambda value: value == "yes",
    )
    signed = forms.CharField(
        label=_("客户签字人"), max_length=60, required=False, help_text=_("委托的必填。")
    )
