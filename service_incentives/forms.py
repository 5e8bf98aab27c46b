from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.record_pages import ActForm
from foundation.people.models import User
from service_incentives import periods
from service_incentives.models import (
    Coefficient,
    Finding,
    PayRun,
    Project,
    StaffPosition,
    Trip,
)


class NamedField(forms.ModelChoiceField[Any]):
    """A row named by its code as people write it: no list of ten thousand to choose from."""

    widget = forms.TextInput

    def __init__(self, *, queryset: Any, named_by: str, missing: Any, **given: Any) -> None:
        super().__init__(queryset=queryset, to_field_name=named_by, **given)
        self.error_messages["invalid_choice"] = missing

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip() if isinstance(value, str) else value)


class StaffField(NamedField):
    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("工号"))
        super().__init__(
            queryset=User.objects.filter(account=User.Account.PERSON),
            named_by="employee_number",
            missing=_("没有这个工号的人员。"),
            **given,
        )


class ProjectField(NamedField):
    def __init__(self, **given: Any) -> None:
        super().__init__(
            queryset=Project.objects.all(),
            named_by="code",
            missing=_("没有这个编号的项目，请先登记项目。"),
            label=_("项目编号"),
            **given,
        )


def _lines(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


class RowForm(forms.ModelForm[Any]):
    """Fills a row; what may not be, the act refuses, by its article, and not the model."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, field in self.fields.items():
            if isinstance(field, NamedField) and self.instance.pk:
                self.initial[name] = getattr(self.instance, name)

    def _post_clean(self) -> None:
        for name, value in self.cleaned_data.items():
            setattr(self.instance, name, value)


class StartForm(forms.Form):
    kind = forms.ChoiceField(label=_("种类"), choices=PayRun.Kind)
    period = forms.DateField(
        label=_("所属期"), widget=forms.DateInput, help_text=_("填写期内任意一天。")
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("period", periods.months_later(clock.today(), -1))


class PayForm(ActForm):
    paid_on = forms.DateField(label=_("发放日期"), widget=forms.DateInput)

    def prepare(self) -> None:
        self.initial.setdefault("paid_on", clock.today())


class TripForm(RowForm):
    person = StaffField(label=_("工程师工号"))
    project = ProjectField()
    paper = forms.ChoiceField(
        label=_("服务记录单"),
        choices=[(Trip.Paper.SIGNED, _("客户已签收")), (Trip.Paper.UNSIGNED, _("未签收"))],
        initial=Trip.Paper.SIGNED,
    )
    wide = ("paper_reason",)

    class Meta:
        model = Trip
        fields = (
            "person", "project", "kind", "started_on", "ended_on", "visit", "paper", "paper_reason",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "started_on": forms.DateInput,
            "ended_on": forms.DateInput,
        }
        help_texts: ClassVar[dict[str, Any]] = {"paper_reason": _("未签收时必填。")}


class VoidTripForm(forms.Form):
    reason = forms.CharField(label=_("作废原因"), max_length=200)


class PaperForm(forms.Form):
    is_fined = forms.TypedChoiceField(
        label=_("处理"),
        choices=[("", "—"), ("no", _("特殊情况，同意免签")), ("yes", _("按规定罚款"))],
        coerce=lambda value: value == "yes",
    )
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)


class FindingForm(RowForm):
    person = StaffField(required=False, help_text=_("节约成本由本人提出；涉及行程的可不填。"))
    happened_on = forms.DateField(
        label=_("发生日期"), required=False, widget=forms.DateInput,
        help_text=_("涉及行程的可不填。"),
    )  # fmt: skip
    trip = NamedField(
        queryset=Trip.objects.all(), named_by="pk", missing=_("没有这个行程号。"),
        label=_("行程号"), required=False,
        help_text=_("仅用于“个人原因造成第二次服务”和“已结算行程登记有误”。"),
    )  # fmt: skip
    amount = forms.DecimalField(
        label=_("金额（元）"), required=False, max_digits=10, decimal_places=2,
        help_text=_("表扬信、节约成本和依据其他制度的金额须填写，其余由制度规定。"),
    )  # fmt: skip
    wide = ("evidence",)

    class Meta:
        model = Finding
        fields = ("kind", "person", "happened_on", "trip", "amount", "document", "evidence")
        widgets: ClassVar[dict[str, Any]] = {"evidence": forms.Textarea(attrs={"rows": 5})}
        help_texts: ClassVar[dict[str, Any]] = {"document": _("依据其他制度的金额必填。")}


class KindForm(forms.Form):
    code = forms.CharField(label=_("类型代码"), max_length=20)
    name = forms.CharField(label=_("项目类型"), max_length=60)


class CoefficientForm(RowForm):
    class Meta:
        model = Coefficient
        fields = ("kind", "value", "applies_from", "note")
        widgets: ClassVar[dict[str, Any]] = {"applies_from": forms.DateInput}

    def clean_value(self) -> Any:
        if self.cleaned_data["value"] <= 0:
            raise forms.ValidationError(_("系数须大于零。"))
        return self.cleaned_data["value"]


class PositionForm(forms.Form):
    person = StaffField()
    position = forms.ChoiceField(label=_("岗位"), choices=StaffPosition.Position)
    since = forms.DateField(label=_("自何日起"), widget=forms.DateInput)


class ProjectForm(RowForm):
    engineer = StaffField(label=_("调试负责人工号"), required=False)

    class Meta:
        model = Project
        fields = ("code", "name", "engineer", "energised_on")
        widgets: ClassVar[dict[str, Any]] = {"energised_on": forms.DateInput}


class ObjectionForm(forms.Form):
    text = _lines(_("异议"))
    wide = ("text",)


class AnswerForm(forms.Form):
    is_upheld = forms.TypedChoiceField(
        label=_("异议"),
        choices=[("", "—"), ("yes", _("成立，将更正后重新计算")), ("no", _("不成立"))],
        coerce=lambda value: value == "yes",
    )
    text = _lines(_("答复"))
    wide = ("text",)
