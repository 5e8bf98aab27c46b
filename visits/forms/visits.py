"""A visit, its report, and what was promised."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.files_field import SeveralFilesField, SeveralFilesInput
from foundation.desk.person_field import PeopleField, PersonField
from foundation.desk.record_pages import ActForm
from foundation.desk.row_forms import CustomerField
from foundation.people.models import User
from visits import policies
from visits.models import Plan, PlanLine


class LineField(forms.ModelChoiceField[PlanLine]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.planned_on:%m-%d} {obj.customer}"


class VisitForm(forms.Form):
    """``user``: the lines to choose from are their approved ones up to today; of the one that is
    chosen beforehand, what it says is not asked again."""

    line = LineField(
        queryset=PlanLine.objects.none(), label=_("计划中的安排"), required=False,
        empty_label=_("计划外的拜访"),
    )  # fmt: skip
    customer = CustomerField(
        label=_("拜访客户"), required=False, help_text=_("选择了安排的可不填。")
    )
    unplanned_reason = forms.CharField(
        label=_("计划外的理由"), max_length=200, required=False, help_text=_("计划外的拜访必填。")
    )
    began_on = forms.DateField(label=_("开始日期"), widget=forms.DateInput)
    ended_on = forms.DateField(label=_("结束日期"), widget=forms.DateInput)
    relation = forms.ChoiceField(label=_("客户类型"), choices=PlanLine.Relation, required=False)
    purposes = forms.MultipleChoiceField(
        label=_("目的"), choices=PlanLine.Purpose, widget=forms.CheckboxSelectMultiple,
        required=False, help_text=_("不选的按安排中的目的。"),
    )  # fmt: skip
    met = forms.CharField(label=_("会见人"), max_length=100)
    companions = PeopleField(label=_("同行同事"), required=False)
    trip_no = forms.CharField(label=_("公出或出差单号"), max_length=40, required=False)
    wide = ("line", "unplanned_reason", "purposes")

    def __init__(self, *args: Any, user: User, **given: Any) -> None:
        super().__init__(*args, **given)
        own = PlanLine.objects.filter(
            plan__person=user, plan__state=Plan.State.APPROVED, status=PlanLine.Status.APPROVED,
            planned_on__lte=clock.today(),
        )  # fmt: skip
        line: Any = self.fields["line"]
        line.queryset = own.select_related("customer", "plan__matter").order_by("planned_on", "pk")
        named = self.initial.get("line")
        chosen = line.queryset.filter(pk=named).first() if named else None
        if chosen is not None:
            self._take_over(chosen)
        for name in ("began_on", "ended_on"):
            self.initial.setdefault(name, clock.today())

    def _take_over(self, chosen: PlanLine) -> None:
        for name in ("customer", "unplanned_reason", "relation"):
            del self.fields[name]
        line: Any = self.fields["line"]
        line.queryset, line.empty_label = line.queryset.filter(pk=chosen.pk), None
        self.fields["purposes"].help_text = ""
        self.initial.update(
            purposes=chosen.purposes, met=chosen.contact, began_on=chosen.planned_on,
            ended_on=chosen.planned_on,
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        line = cleaned.get("line")
        if line is not None:
            cleaned["customer"] = line.customer
            cleaned["relation"] = line.relation
            cleaned["purposes"] = cleaned.get("purposes") or line.purposes
        elif not cleaned.get("customer") and "customer" not in self.errors:
            self.add_error("customer", _("请填写拜访客户。"))
        return cleaned


class ReportForm(ActForm):
    report = forms.CharField(label=_("拜访情况"), widget=forms.Textarea(attrs={"rows": 5}))
    result = forms.CharField(label=_("结果"), widget=forms.Textarea(attrs={"rows": 3}))
    remaining = forms.CharField(
        label=_("未完成的事项"), max_length=200, required=False,
        help_text=_("下次拜访这个客户时会提示。"),
    )  # fmt: skip
    photos = SeveralFilesField(
        label=_("照片"), required=False, help_text=_("可以一次选几张，或直接拍照。"),
        widget=SeveralFilesInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("report", "result", "remaining", "photos")

    def prepare(self) -> None:
        for name in ("report", "result", "remaining"):
            self.initial.setdefault(name, getattr(self.record, name))


class CheckInForm(ActForm):
    """The place is filled in by the device, if the person lets it; the time by the server."""

    agreed = forms.BooleanField(label="")
    latitude = forms.DecimalField(
        min_value=-90, max_value=90, required=False, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        min_value=-180, max_value=180, required=False, widget=forms.HiddenInput
    )
    accuracy = forms.IntegerField(
        min_value=0, max_value=10**6, required=False, widget=forms.HiddenInput
    )
    wide = ("agreed",)

    def prepare(self) -> None:
        self.fields["agreed"].label = (
            _("我同意记录这次签到的时间和位置：仅本人和主管可见，%d 天后删除，可随时撤回。")
            % policies.CHECK_IN_DAYS.value()
        )

    def clean(self) -> dict[str, Any]:
        """Browsers say more places than mean anything: five are a metre."""
        cleaned = super().clean() or {}
        for name in ("latitude", "longitude"):
            if cleaned.get(name) is not None:
                cleaned[name] = round(cleaned[name], 5)
        return cleaned


class PromiseForm(ActForm):
    what = forms.CharField(label=_("事项"), max_length=200)
    owner = PersonField(label=_("负责人"))
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput)
    wide = ("what",)

    def prepare(self) -> None:
        self.initial.setdefault("owner", self.user.pk)


class ResultForm(ActForm):
    result = forms.CharField(label=_("结果"), widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("result",)
