from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints import policies
from complaints.models import RETURNS, Complaint, Disposal, Reply, Report, State
from complaints.roles import CUSTOMER_SERVICE
from foundation import clock
from foundation.customers.models import Customer
from foundation.customers.register import find_or_register
from foundation.desk.person_field import PersonField
from foundation.desk.record_pages import ActForm, ChecklistForm
from foundation.people.models import Department, User
from foundation.people.roles import holders


def _text(label: Any, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _choices(policy: Any) -> list[tuple[str, str]]:
    return [("", "—"), *policy.value().items()]


def _searched() -> forms.Select:
    return forms.Select(attrs={"data-search": ""})


class RegisterForm(forms.ModelForm[Complaint]):
    """The record card as it is filled in (R2.15); the customer is found or registered by it."""

    customer_kind = forms.ChoiceField(label=_("客户类别"), choices=Customer.Kind)
    customer_name = forms.CharField(label=_("客户名称"), max_length=120)
    # These two are not among Meta.fields: the choice is the check, the model would ask again.
    store = Complaint._meta.get_field("store").formfield(widget=_searched())
    demands = forms.MultipleChoiceField(
        label=_("客户要求"), choices=Complaint.Demand, widget=forms.CheckboxSelectMultiple
    )
    ground = forms.ChoiceField(label=_("投诉理由"))
    wide = ("what_happened", "demands", "late_entry_reason")
    layout: ClassVar[list[Any]] = [
        (
            _("客户"),
            ("customer_kind", "customer_name", "contact_name", "contact_phone", "contact_email"),
        ),
        (
            _("投诉"),
            ("store", "channel", "goods", "order_no", "ground", "demands", "what_happened"),
        ),
        (_("收到"), ("received_at", "late_entry_reason")),
    ]

    class Meta:
        model = Complaint
        fields = (
            "contact_name", "contact_phone", "contact_email", "goods", "order_no",
            "channel", "ground", "what_happened", "received_at", "late_entry_reason",
        )  # fmt: skip
        widgets: ClassVar[dict[str, Any]] = {
            "what_happened": forms.Textarea(attrs={"rows": 5}),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["store"].queryset = Department.objects.filter(kind=Department.Kind.STORE)  # type: ignore[attr-defined]
        self.fields["ground"].choices = _choices(policies.GROUNDS)  # type: ignore[attr-defined]
        self.initial.setdefault("received_at", clock.now().replace(second=0, microsecond=0))
        if user.department and user.department.kind == Department.Kind.STORE:
            self.initial.setdefault("store", user.department_id)
            self.initial.setdefault("channel", Complaint.Channel.STORE)

    def complaint(self) -> Complaint:
        """The record card, its customer found in the register or added to it."""
        complaint = self.instance
        cleaned = self.cleaned_data
        complaint.store, complaint.demands = cleaned["store"], cleaned["demands"]
        complaint.customer = find_or_register(
            by=self.user,
            name=cleaned["customer_name"],
            phone=cleaned["contact_phone"],
            kind=cleaned["customer_kind"],
            email=cleaned["contact_email"],
        )
        return complaint


class GroundsForm(ActForm):
    holds = forms.TypedChoiceField(
        label=_("投诉理由是否成立"),
        choices=[
            ("", "—"),
            ("yes", _("成立")),
            ("no", _("不成立（客户原因、无理由或非本公司商品）")),
        ],
        coerce=lambda value: value == "yes",
    )
    ground = forms.ChoiceField(label=_("投诉理由"))
    opinion = _text(_("核实意见"))
    wide = ("opinion",)

    def prepare(self) -> None:
        self.fields["ground"].choices = _choices(policies.GROUNDS)  # type: ignore[attr-defined]
        self.initial.setdefault("ground", self.record.ground)


class RulingForm(ActForm):
    accepted = forms.TypedChoiceField(
        label=_("裁定"),
        choices=[("", "—"), ("yes", _("受理")), ("no", _("不受理"))],
        coerce=lambda value: value == "yes",
    )
    reason = _text(
        _("理由"), required=False, help_text=_("不受理须写明理由，语气委婉，供答复客户使用。")
    )
    wide = ("reason",)


class NamingForm(ActForm):
    department = forms.ModelChoiceField(
        label=_("受理部门"), queryset=Department.objects.none(), widget=_searched()
    )
    handler = PersonField(
        label=_("承办人"),
        required=False,
        help_text=_("留空则由部门负责人承办，可再转办。"),
    )
    instructions = _text(_("调查指示"))
    wide = ("instructions",)

    def prepare(self) -> None:
        self.fields["department"].queryset = Department.objects.order_by("path")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        department, handler = cleaned.get("department"), cleaned.get("handler")
        if department and handler:
            path = handler.department.path if handler.department else ""
            if not path.startswith(department.path):
                self.add_error("handler", _("承办人应是受理部门的人员。"))
        return cleaned


class ReportForm(ActForm):
    """The six points of R2.17; a draft may leave some open, handing in may not."""

    cause_kind = forms.ChoiceField(label=_("原因分类"))
    cause = _text(_("发生原因"), 3, required=False)
    course = _text(_("具体经过"), 4, required=False)
    responsible_people = forms.ModelMultipleChoiceField(
        label=_("责任人"), queryset=User.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
    )  # fmt: skip
    responsible_departments = forms.ModelMultipleChoiceField(
        label=_("责任部门"), queryset=Department.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"data-search": ""}),
    )  # fmt: skip
    nobody_reason = _text(
        _("无责任者的理由"), 2, required=False, help_text=_("没有责任人也没有责任部门时必填。")
    )
    conclusion = _text(_("结论"), 3, required=False)
    countermeasures = _text(_("对策"), 3, required=False)
    prevention = _text(_("防范措施"), 3, required=False)
    wide = ("cause", "course", "nobody_reason", "conclusion", "countermeasures", "prevention")

    def prepare(self) -> None:
        self.fields["cause_kind"].choices = _choices(policies.CAUSES)  # type: ignore[attr-defined]
        self.fields["responsible_people"].queryset = User.objects.working()  # type: ignore[attr-defined]
        self.fields["responsible_departments"].queryset = Department.objects.all()  # type: ignore[attr-defined]
        report: Report | None = self.record.report
        if report:
            self.initial = {name: getattr(report, name) for name in self.fields} | {
                "responsible_people": report.responsible_people.all(),
                "responsible_departments": report.responsible_departments.all(),
            }


class ReviewForm(ChecklistForm):
    step_name = "review_report"


class OpinionForm(ActForm):
    opinion = _text(_("行政人事部意见"), 5)
    wide = ("opinion",)


class DisposalForm(ActForm):
    kind = forms.ChoiceField(label=_("处理方式"), choices=[("", "—"), *Disposal.Kind.choices])
    discount = forms.DecimalField(
        label=_("折价金额（元）"), min_value=0, max_digits=12, decimal_places=2, initial=0
    )
    compensation = forms.DecimalField(
        label=_("赔偿金额（元）"), min_value=0, max_digits=12, decimal_places=2, initial=0
    )
    sales_rule = forms.CharField(
        label=_("销售规定依据"), max_length=120, required=False,
        help_text=_("有折价或赔偿时必填：规定名称与条款。"),
    )  # fmt: skip
    text = _text(_("处理意见"))
    wide = ("text",)

    def prepare(self) -> None:
        disposal: Disposal | None = self.record.disposal
        if disposal:
            self.initial = {name: getattr(disposal, name) for name in self.fields}


class ReplyForm(ActForm):
    mode = forms.ChoiceField(label=_("方式"), choices=Reply.Mode)
    at = forms.DateTimeField(label=_("答复时间"), widget=forms.DateTimeInput)
    reached = forms.TypedChoiceField(
        label=_("是否联系上客户"),
        choices=[("yes", _("已联系上")), ("no", _("未联系上，仅记录一次尝试"))],
        coerce=lambda value: value == "yes",
    )
    reaction = forms.ChoiceField(label=_("客户反应"), choices=Reply.Reaction, initial="none")
    content = _text(_("答复内容"), 5)
    wide = ("content",)

    def prepare(self) -> None:
        self.initial.setdefault("at", clock.now().replace(second=0, microsecond=0))
        disposal = self.record.disposal
        if self.record.state == State.DECLINED:
            self.initial.setdefault("content", self._declined_text())
        elif disposal:
            self.initial.setdefault("content", disposal.text)

    def _declined_text(self) -> str:
        ruling = self.record.matter.events.filter(step="decline").last()
        reason = ruling.comment if ruling else ""
        return str(
            _(
                "您好，感谢您的来信来电。经核实：%(reason)s 因此本次未能按您的要求处理，敬请谅解。"
                "您如有新的情况，可要求我们再次核查；您也可以拨打 12315 反映，您的合法权利不受影响。"
            )
            % {"reason": reason}
        )


class SendBackForm(ActForm):
    to = forms.ChoiceField(label=_("退回到"))
    reason = _text(_("退回理由"))
    wide = ("reason",)

    def prepare(self) -> None:
        earlier = RETURNS.get(self.record.state, ())
        self.fields["to"].choices = [(state.value, state.label) for state in earlier]  # type: ignore[attr-defined]


class MergeForm(ActForm):
    into = forms.CharField(label=_("并入的投诉编号"), max_length=40)
    reason = _text(_("理由"))
    wide = ("reason",)

    def clean_into(self) -> Complaint:
        number = self.cleaned_data["into"].strip().upper()
        visible = Complaint.objects.visible_to(self.user).for_act()
        found: Complaint | None = visible.filter(matter__number=number).first()
        if found is None:
            raise forms.ValidationError(_("没有这个编号的投诉。"))
        return found


class OwnerForm(ActForm):
    owner = forms.ModelChoiceField(
        label=_("客服主办人"), queryset=User.objects.none(), widget=_searched()
    )

    def prepare(self) -> None:
        self.fields["owner"].queryset = holders(CUSTOMER_SERVICE)  # type: ignore[attr-defined]
        self.initial.setdefault("owner", self.record.case_owner_id or self.user.pk)


class PreventionForm(ActForm):
    text = _text(_("措施"), 3)
    owner = forms.ModelChoiceField(
        label=_("负责人"), queryset=User.objects.none(), widget=_searched()
    )
    due_on = forms.DateField(label=_("期限"), widget=forms.DateInput)
    wide = ("text",)

    def prepare(self) -> None:
        self.fields["owner"].queryset = User.objects.working()  # type: ignore[attr-defined]


class PreventionDoneForm(ActForm):
    note = _text(_("完成情况"))
    wide = ("note",)


class EffectForm(ActForm):
    is_effective = forms.TypedChoiceField(
        label=_("效果"),
        choices=[("", "—"), ("yes", _("有效")), ("no", _("无效，须继续落实"))],
        coerce=lambda value: value == "yes",
    )
    note = _text(_("检查结果"))
    wide = ("note",)


class WaitForm(ActForm):
    reason = forms.CharField(label=_("等待事由"), max_length=200)
