"""Appraisal and destruction: proposed, judged by two, approved, witnessed; holds."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions, holders
from archives.filters import AppraisalFilter
from archives.forms.appraisals import AppraisalForm, HoldForm
from archives.models import Appraisal, Volume
from archives.tables import AppraisalTable
from foundation.articles import Refusal
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.submissions import key_of, made_by

RELATED = (
    "appraised_by", "second_by", "approved_by", "destroyed_by", "witness", "second_witness",
)  # fmt: skip


class AppraisalList(ListPage):
    code = "archives.appraisals"
    title = gettext_lazy("鉴定与销毁")
    model = Appraisal
    table_class = AppraisalTable
    filterset_class = AppraisalFilter
    sortable = ("number",)
    template_name = "archives/appraisals.html"
    empty_title = gettext_lazy("还没有鉴定")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_propose": may_open(self.user, "archives:propose_appraisal")}


class Propose(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(AppraisalForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user, key = cast(User, request.user), key_of(request)
        form = AppraisalForm(request.POST)
        if not form.is_valid():
            made = made_by(key, user, Appraisal)
            return redirect(made.get_absolute_url()) if made else self._show(form)
        try:
            chosen = form.cleaned_data | {
                name: list(form.cleaned_data[name]) for name in ("destroy", "keep")
            }
            appraisal = actions.propose_appraisal(by=user, key=key, **chosen)
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect(appraisal.get_absolute_url())

    def _show(self, form: AppraisalForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(
            self.request, "archives/propose_appraisal.html", {"form": form}, status=status
        )


class Detail(RecordDetail):
    model = Appraisal
    related = RELATED
    template_name = "archives/appraisal.html"
    act_pages: ClassVar[dict[str, str]] = {
        "agree": "archives:agree_appraisal",
        "approve": "archives:approve_destruction",
        "refuse": "archives:refuse_appraisal",
        "destroy": "archives:destroy_volumes",
        "sign_as_witness": "archives:sign_as_witness",
    }

    def extra_context(self) -> dict[str, Any]:
        return {
            "appraisal": self.record,
            "items": self.record.items.select_related("volume__matter", "volume__department"),
        }


class AppraisalAct(ActPage):
    model = Appraisal
    related = RELATED


class Agree(AppraisalAct):
    form_class, act, steps = CommentForm, actions.agree_appraisal, ("agree",)


class Approve(AppraisalAct):
    form_class, act, steps = CommentForm, actions.approve_destruction, ("approve",)


class Refuse(AppraisalAct):
    form_class, act, steps = ReasonForm, actions.refuse_appraisal, ("refuse",)


class Destroy(AppraisalAct):
    form_class, act, steps = CommentForm, actions.destroy_volumes, ("destroy",)


class Witness(AppraisalAct):
    form_class, act, steps = ActForm, actions.sign_as_witness, ("sign_as_witness",)


class HoldAct(ActPage):
    model = Volume
    related = ("department", "clause")
    article = "R1.1.3"

    def may_open(self) -> bool:
        return acts_as_holder(holders.HEAD_OF_ARCHIVES, self.record, self.user)


class Hold(HoldAct):
    form_class, act, label = HoldForm, actions.hold, gettext_lazy("冻结")


class Release(HoldAct):
    form_class, act, label = ReasonForm, actions.release, gettext_lazy("解除冻结")
