"""The handover of somebody leaving: begun, the list, both signatures, what is missing."""

from __future__ import annotations

import uuid
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
    RecordView,
)
from foundation.governance import handover_actions, stock
from foundation.governance.holdings import holdings
from foundation.governance.models import Handover
from foundation.people.access import may_open
from foundation.people.models import User

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
        return self._show(BeginForm(), uuid.uuid4().hex)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = BeginForm(request.POST)
        key = request.POST.get("key", "")[:64]
        if not form.is_valid():
            return self._show(form, key)
        try:
            handover = handover_actions.begin(
                by=cast(User, request.user), key=key or None, **form.cleaned_data
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form, key)
        messages.success(request, _("已发起交接 %s，请离职人清点并签认。") % handover.number)
        return redirect(handover.get_absolute_url())

    def _show(self, form: BeginForm, key: str) -> HttpResponse:
        status = 422 if form.errors else 200
        context = {"form": form, "key": key}
        return render(self.request, "governance/begin_handover.html", context, status=status)


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


class ListAct(RecordView):
    """A button beside the list: back to the page afterwards, a refusal as its message."""

    model = Handover

    def act(self) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except Refusal as refusal:
            messages.error(request, f"{refusal.message}（{refusal.article}）")
        return redirect(self.record.get_absolute_url())

    def item(self) -> Any:
        return get_object_or_404(self.record.items, pk=self.kwargs["item"])


class AddThing(ListAct):
    def act(self) -> None:
        stock.add_thing(self.record, by=self.user, label=self.request.POST.get("label", ""))


class RecordMissing(ListAct):
    def act(self) -> None:
        reason = self.request.POST.get("reason", "")
        stock.record_missing(self.item(), by=self.user, reason=reason)


class FoundAgain(ListAct):
    def act(self) -> None:
        stock.found_again(self.item(), by=self.user)


class HandoverAct(ActPage):
    model = Handover
    related = PEOPLE


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
