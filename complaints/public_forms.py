"""What a customer fills in without logging in, and what keeps robots out without a third party."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from complaints import policies
from complaints.models import Complaint
from foundation import clock
from foundation.customers.models import Customer
from foundation.customers.register import find_or_register, normal_phone
from foundation.desk.public_pages import LookUpForm
from foundation.people.models import Department, User

SALT = "complaints.public"
QUICKEST, LONGEST = 3, 24 * 3600  # seconds between the page being shown and being sent


class PublicForm(forms.ModelForm[Complaint]):
    customer_name = forms.CharField(label=_("您的称呼"), max_length=120)
    demands = forms.MultipleChoiceField(
        label=_("您希望"), choices=Complaint.Demand, widget=forms.CheckboxSelectMultiple
    )
    ground = forms.ChoiceField(label=_("主要问题"))
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    wide = ("what_happened", "demands")
    field_order = (
        "goods", "store", "order_no", "ground", "what_happened", "demands",
        "customer_name", "contact_phone", "contact_email",
    )  # fmt: skip

    class Meta:
        model = Complaint
        fields = (
            "contact_phone", "contact_email", "store", "goods", "order_no", "ground",
            "what_happened", "demands",
        )  # fmt: skip
        labels: ClassVar[dict[str, Any]] = {
            "contact_email": _("电子邮箱（可不填）"),
            "store": _("购买门店（可不填）"),
            "order_no": _("订单号（可不填）"),
            "what_happened": _("发生了什么"),
        }
        help_texts: ClassVar[dict[str, Any]] = {"store": ""}
        widgets: ClassVar[dict[str, Any]] = {
            "what_happened": forms.Textarea(attrs={"rows": 5}),
            "contact_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["store"].empty_label = "—"  # type: ignore[attr-defined]
        self.fields["store"].queryset = Department.objects.filter(kind=Department.Kind.STORE)  # type: ignore[attr-defined]
        self.fields["ground"].choices = [("", "—"), *policies.GROUNDS.value().items()]  # type: ignore[attr-defined]
        self.initial.setdefault("shown", signing.dumps(clock.now().timestamp(), salt=SALT))

    def clean_contact_phone(self) -> str:
        phone = normal_phone(self.cleaned_data["contact_phone"])
        if not 7 <= len(phone) <= 20:
            raise forms.ValidationError(_("请填写能联系到您的电话号码。"))
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        # "website" is hidden from people; a robot fills every field.
        if self.data.get("website") or not self._took_a_persons_time(cleaned.get("shown", "")):
            raise forms.ValidationError(_("提交得太快或页面已过期，请稍候几秒再提交一次。"))
        return cleaned

    def _took_a_persons_time(self, shown: str) -> bool:
        try:
            seconds = clock.now().timestamp() - float(signing.loads(shown, salt=SALT))
        except (signing.BadSignature, TypeError, ValueError):
            return False
        return QUICKEST <= seconds <= LONGEST

    def complaint(self, *, by: User) -> Complaint:
        """The record card; the customer is found in the register or added to it."""
        cleaned = self.cleaned_data
        complaint = self.instance
        complaint.customer = find_or_register(
            by=by, name=cleaned["customer_name"], phone=cleaned["contact_phone"],
            kind=Customer.Kind.CONSUMER, email=cleaned["contact_email"],
        )  # fmt: skip
        complaint.channel = Complaint.Channel.WEB
        complaint.received_at = clock.now()
        return complaint


class ProgressForm(LookUpForm):
    code = forms.CharField(label=_("查询码"), max_length=16)

    def find(self, code: str) -> Complaint | None:
        found = Complaint.objects.filter(tracking_code=code).exclude(tracking_code="")
        return found.select_related("matter").first()


class RatingForm(forms.Form):
    score = forms.TypedChoiceField(
        label=_("您对答复满意吗"), coerce=int, widget=forms.RadioSelect,
        choices=[(5, _("很满意")), (4, _("满意")), (3, _("一般")), (2, _("不满意")), (1, _("很不满意"))],
    )  # fmt: skip
    comment = forms.CharField(
        label=_("您的意见（可不填）"), required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    wide = ("score", "comment")
