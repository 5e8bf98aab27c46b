"""On site and at the meter: one form an act, by the act's name."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm
from foundation.people.models import Department
from power_projects import policies
from power_projects.models import SiteVisit


def _text(label: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput)


class TodayForm(ActForm):
    """Days begin with today."""

    days: ClassVar[tuple[str, ...]] = ()

    def prepare(self) -> None:
        for name in self.days:
            self.initial.setdefault(name, clock.today())


class PlanWorksForm(ActForm):
    work_plan = _text(_("施工规划"))
    materials = _text(_("材料计划"))
    wide = ("work_plan", "materials")


class ConfirmWorksForm(ActForm):
    contractor_survey = _text(_("施工单位的核实"))
    wide = ("contractor_survey",)


class SupervisorForm(ActForm):
    person = PersonField(label=_("现场监督人"))


class EquipmentForm(ActForm):
    name = forms.CharField(label=_("设备"), max_length=80)
    model = forms.CharField(label=_("型号"), max_length=80)
    standard = forms.ChoiceField(label=_("符合的标准或认证"))
    maker = forms.CharField(
        label=_("厂家"), max_length=120, required=False, help_text=_("委托工程须写明。")
    )
    drawing_is_reviewed = forms.BooleanField(label=_("图纸已经审核"), required=False)

    def prepare(self) -> None:
        field: Any = self.fields["standard"]
        field.choices = [("", "—"), *policies.STANDARDS.value().items()]


class OrderForm(TodayForm):
    maker = forms.CharField(label=_("厂家"), max_length=120)
    ordered_on = _day(_("订购日期"))
    arrives_on = _day(_("到货日期"))
    days = ("ordered_on",)


class ChangeForm(ActForm):
    what = forms.CharField(label=_("变更内容"), max_length=200)
    reason = forms.CharField(label=_("理由"), max_length=200)
    affects_plan = forms.BooleanField(
        label=_("涉及供电方案"), required=False, help_text=_("由答复方案的部门决定。")
    )
    wide = ("what", "reason")


class NoticeForm(ActForm):
    is_agreed = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("", "—"), ("yes", _("同意变更")), ("no", _("不同意变更"))],
        coerce=lambda value: value == "yes",
    )
    notice = forms.CharField(label=_("书面通知的内容"), max_length=200)
    wide = ("notice",)


class MadeForm(TodayForm):
    made_on = _day(_("实施日期"))
    days = ("made_on",)


class ProgressForm(ActForm):
    installed = forms.IntegerField(label=_("已安装"), min_value=0)

    def prepare(self) -> None:
        if self.record.site:
            self.initial.setdefault("installed", self.record.site.installed)
            message = gettext("材料清单共 %(units)d 件；装到三分之二即可报请中间检查。")
            self.fields["installed"].help_text = message % {"units": self.record.site.units}


class FinishForm(ActForm):
    moved_to = _day(_("调整后的完工日期"))
    reason = forms.CharField(label=_("理由"), max_length=200)
    wide = ("reason",)


class VisitForm(TodayForm):
    kind = forms.ChoiceField(label=_("种类"), choices=SiteVisit.Kind)
    visited_on = _day(_("日期"))
    findings = _text(_("情况"))
    wide = ("findings",)
    days = ("visited_on",)


class ConcealedForm(ActForm):
    name = forms.CharField(label=_("隐蔽工程"), max_length=100)
    wide = ("name",)


class SignForm(ActForm):
    finding = forms.CharField(label=_("检查情况"), max_length=200)
    wide = ("finding",)


class CoverForm(TodayForm):
    covered_on = _day(_("覆盖日期"))
    days = ("covered_on",)


class CompletedForm(TodayForm):
    completed_on = _day(_("竣工日期"))
    days = ("completed_on",)


class ConsultForm(ActForm):
    department = forms.ModelChoiceField(
        label=_("征询的部门"), queryset=Department.objects.none(),
        help_text=_("由部门负责人答复；答复前工程不能进入下一步。"),
    )  # fmt: skip
    question = forms.CharField(label=_("征询的问题"), max_length=300)
    wide = ("question",)

    def prepare(self) -> None:
        field: Any = self.fields["department"]
        field.queryset = Department.objects.filter(head__isnull=False).select_related("head")


class ConsultationForm(ActForm):
    answer = _text(_("答复"))
    wide = ("answer",)


class ContractForm(TodayForm):
    contract_no = forms.CharField(label=_("供用电合同编号"), max_length=60)
    contract_on = _day(_("合同签订日期"))
    days = ("contract_on",)


class SupplyForm(TodayForm):
    supply_on = _day(_("商定的供电日期"))
    days = ("supply_on",)


class MeterForm(TodayForm):
    meter_no = forms.CharField(label=_("电能表编号"), max_length=60)
    metered_on = _day(_("装表日期"))
    days = ("metered_on",)


class AsBuiltForm(ActForm):
    file = forms.FileField(label=_("竣工资料"))


SITE_FORMS: dict[str, type[ActForm]] = {
    "plan_works": PlanWorksForm,
    "confirm_works": ConfirmWorksForm,
    "name_supervisor": SupervisorForm,
    "propose_equipment": EquipmentForm,
    "ask_change": ChangeForm,
    "consult": ConsultForm,
    "report_progress": ProgressForm,
    "move_finish": FinishForm,
    "visit_site": VisitForm,
    "add_concealed": ConcealedForm,
    "note_completion": CompletedForm,
    "sign_contract": ContractForm,
    "agree_supply": SupplyForm,
    "order_meter": ActForm,
    "put_meter": MeterForm,
    "receive_as_built": AsBuiltForm,
}
# About one row: of the equipment, the changes, the concealed works.
ROW_FORMS: dict[str, type[ActForm]] = {
    "approve_equipment": ActForm,
    "order_equipment": OrderForm,
    "tell_change": NoticeForm,
    "make_change": MadeForm,
    "answer_consultation": ConsultationForm,
    "sign_concealed": SignForm,
    "cover_concealed": CoverForm,
}
