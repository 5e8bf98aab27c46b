"""The handover of somebody leaving: begun, the list, both signatures, what is missing."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.articles import Refusal
from foundation.desk.record_pages import (
    ActForm,
    ActPage,
    CommentForm,
    ReasonForm,
    RecordDetail,
)
from foundation.governance import handover_actions, stock
from foundation.governance.holdings import holdings
from foundation.governance.models import Handover
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.submissions import key_of

PEOPLE = ("leaver__department", "successor__department", "prepared_by__department")


def handovers(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    visible = Handover.objects.visible_to(user).select_related(
        "matter", "leaver__department", "successor"
    )
    page = Paginator(visible, 24).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "handovers": page.object_list,
        "may_begin": may_open(user, "governance:begin_handover"),
    }
    return render(request, "governance/handovers.html", context)


class BeginForm(forms.Form):
    leaver = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=gettext_lazy("离职人"),
        widget=forms.Select(attrs={"data-search": ""}),
    )
    successor = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=gettext_lazy("接收人"),
        widget=forms.Select(attrs={"data-search": ""}),
    )
    last_day = forms.DateField(
        label=gettext_lazy("离职日期"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("最后一个工作日，次日账号关闭。"),
    )
    reason = forms.CharField(label=gettext_lazy("离职事由"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("leaver", "successor"):
            people: Any = self.fields[name]
            people.queryset = User.objects.working().filter(left_on=None)
            people.label_from_instance = _named


def _named(person: User) -> str:
    return f"{person.name}（{person.employee_number}）"


class Begin(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(BeginForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            handover = handover_actions.begin(
                by=cast(User, request.user), key=key_of(request), **form.cleaned_data
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        messages.success(request, _("已发起交接 %s，请离职人清点并签认。") % handover.number)
        return redirect(handover.get_absolute_url())

    def _show(self, form: BeginForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "governance/begin_handover.html", {"form": form}, status=status)


class Detail(RecordDetail):
    model = Handover
    related = (*PEOPLE, "leaver_signed_by", "successor_signed_by", "missing_approved_by")
    template_name = "governance/handover.html"
    act_pages: ClassVar[dict[str, str]] = {
        "sign_as_leaver": "governance:sign_as_leaver",
        "sign_in_absence": "governance:sign_in_absence",
        "sign_as_successor": "governance:sign_as_successor",
        "send_back": "governance:handover_back",
        "approve_missing": "governance:approve_missing",
        "demand_missing": "governance:demand_missing",
        "void": "governance:void_handover",
    }

    def extra_context(self) -> dict[str, Any]:
        handover: Handover = self.record
        groups: dict[str, list[Any]] = {code: [] for code in [*holdings(), ""]}
        for item in handover.items.all():
            groups.setdefault(item.holding, []).append((item, stock.can_be_missing(item)))
        labels = {code: str(kind.label) for code, kind in holdings().items()}
        return {
            "handover": handover,
            "groups": [
                (labels.get(code) or _("保管的物品和资料"), items)
                for code, items in groups.items()
                if items
            ],
            "may_list": stock.may_list(handover, self.user),
            "account_closed": not handover.leaver.is_active,
        }


class HandoverAct(ActPage):
    model = Handover
    related = PEOPLE


class ThingForm(ActForm):
    label = forms.CharField(label=gettext_lazy("物品或资料的名称"), max_length=300)


class ListAct(HandoverAct):
    """Writing on the list while stock is taken."""

    def may_open(self) -> bool:
        return stock.may_list(self.record, self.user)


class AddThing(ListAct):
    form_class, act, label = ThingForm, stock.add_thing, gettext_lazy("登记交接物品")


class ItemAct(ListAct):
    def carry_out(self, form: ActForm, *, seen: int, key: str | None) -> Any:
        item = get_object_or_404(self.record.items, pk=self.kwargs["item"])
        return type(self).act(item, by=self.user, seen=seen, key=key, **form.cleaned_data)


class RecordMissing(ItemAct):
    form_class, act, label = ReasonForm, stock.record_missing, gettext_lazy("登记缺失")


class FoundAgain(ItemAct):
    form_class, act, label = ActForm, stock.found_again, gettext_lazy("已找到")


class Sign(HandoverAct):
    form_class, act, steps = ActForm, handover_actions.sign_as_leaver, ("sign_as_leaver",)


class SignInAbsence(HandoverAct):
    form_class, act, steps = ReasonForm, handover_actions.sign_in_absence, ("sign_in_absence",)


class Take(HandoverAct):
    form_class, act, steps = ActForm, handover_actions.sign_as_successor, ("sign_as_successor",)


class SendBack(HandoverAct):
    form_class, act, steps = ReasonForm, handover_actions.send_back, ("send_back",)


class ApproveMissing(HandoverAct):
    form_class, act, steps = CommentForm, handover_actions.approve_missing, ("approve_missing",)


class DemandMissing(HandoverAct):
    form_class, act, steps = ReasonForm, handover_actions.demand_missing, ("demand_missing",)


class Void(HandoverAct):
    form_class, act, steps = ReasonForm, handover_actions.void, ("void",)
