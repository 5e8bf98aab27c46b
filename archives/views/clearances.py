"""Trips: asked, cleared by the archivist, paid out by the accountant."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions
from archives.filters import ClearanceFilter
from archives.forms import clearances as forms
from archives.models import Clearance, Document
from archives.tables import ClearanceTable
from foundation.articles import Refusal
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.models import User
from foundation.process.submissions import key_of

RELATED = ("department", "traveller__department", "cleared_by", "reimbursed_by")


class ClearanceList(ListPage):
    code = "archives.clearances"
    title = gettext_lazy("差旅归档签认")
    model = Clearance
    table_class = ClearanceTable
    filterset_class = ClearanceFilter
    sortable = ("number", "returned_on")
    template_name = "archives/clearances.html"
    empty_title = gettext_lazy("还没有差旅归档签认")


class Ask(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(forms.ClearanceForm(user=cast(User, request.user)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user = cast(User, request.user)
        form = forms.ClearanceForm(request.POST, user=user)
        if not form.is_valid():
            return self._show(form)
        try:
            clearance = actions.ask_clearance(
                form.save(commit=False),
                by=user,
                documents=list(form.cleaned_data["documents"]),
                key=key_of(request),
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect(clearance.get_absolute_url())

    def _show(self, form: forms.ClearanceForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "archives/ask_clearance.html", {"form": form}, status=status)


class Detail(RecordDetail):
    model = Clearance
    related = RELATED
    template_name = "archives/clearance.html"
    act_pages: ClassVar[dict[str, str]] = {
        "clear": "archives:clear",
        "send_back": "archives:return_clearance",
        "ask_again": "archives:ask_again",
        "reimburse": "archives:reimburse",
        "void": "archives:void_clearance",
    }

    def extra_context(self) -> dict[str, Any]:
        visible = Document.objects.visible_to(self.user).filter(clearances=self.record)
        return {
            "clearance": self.record,
            "documents": visible.select_related("matter").order_by("pk"),
        }


class ClearanceAct(ActPage):
    model = Clearance
    related = RELATED


class Clear(ClearanceAct):
    form_class, act, steps = CommentForm, actions.clear, ("clear",)
    remedy = "archives:clearance", gettext_lazy("看移交的文件")


class Return(ClearanceAct):
    form_class, act, steps = ReasonForm, actions.return_clearance, ("send_back",)


class AskAgain(ClearanceAct):
    form_class, act, steps = forms.AskAgainForm, actions.ask_again, ("ask_again",)


class Reimburse(ClearanceAct):
    form_class, act, steps = ActForm, actions.reimburse, ("reimburse",)


class Void(ClearanceAct):
    form_class, act, steps = ReasonForm, actions.void_clearance, ("void",)
