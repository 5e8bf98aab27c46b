"""Visits: list, page with report and follow-ups, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.process.holders import acts_as_holder
from foundation.process.requests import whole_number
from visits import actions, holders
from visits.actions.follow_ups import in_hands_of
from visits.filters import FollowUpFilter, VisitFilter
from visits.forms import visits as forms
from visits.models import FollowUp, Visit
from visits.scope import of_own_people, sees_all
from visits.tables import FollowUpTable, VisitTable

RELATED = ("person__department__head", "customer", "line", "reviewed_by")


class VisitList(ListPage):
    code = "visits.visits"
    title = gettext_lazy("拜访与报告")
    model = Visit
    table_class = VisitTable
    filterset_class = VisitFilter
    sortable = ("number", "ended_on", "due_on")
    default_columns = (
        "number", "customer", "person", "planned_on", "ended_on", "purposes", "state", "is_late",
    )  # fmt: skip
    template_name = "visits/visits.html"
    empty_title = gettext_lazy("还没有登记拜访")


class Record(FormPage):
    form_class, heading, article = forms.VisitForm, gettext_lazy("登记拜访"), "R7.3.4.1"
    makes, keeps_draft = Visit, True

    def form(self, *args: Any) -> Any:
        return forms.VisitForm(*args, user=self.user, initial={"line": self._line()})

    def _line(self) -> int | None:
        """Of the plan, where its button led here."""
        return whole_number(self.request.GET.get("line")) or None

    def context(self) -> dict[str, Any]:
        return {"draft_name": str(self._line() or "")}

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = dict(form.cleaned_data)
        companions = list(given.pop("companions"))
        return actions.record_visit(Visit(**given), by=self.user, companions=companions, key=key)

    def target(self, result: Visit) -> str:
        return reverse("visits:submit_report", args=[result.pk])

    def back(self) -> str:
        return reverse("visits:visits")


class VisitPage(RecordDetail):
    model = Visit
    related = RELATED
    template_name = "visits/visit.html"
    act_pages: ClassVar[dict[str, str]] = {
        "submit": "visits:submit_report",
        "review": "visits:review_report",
        "send_back": "visits:return_report",
        "void": "visits:void_visit",
    }

    def extra_context(self) -> dict[str, Any]:
        visit: Visit = self.record
        is_own = visit.person_id == self.user.pk
        # Where a person was is for them and their supervisor only.
        sees_places = is_own or acts_as_holder(holders.HEAD, visit, self.user)
        return {
            "visit": visit,
            "sees_places": sees_places,
            "check_ins": list(visit.check_ins.all()) if sees_places else [],
            "may_check_in": is_own and visit.began_on <= clock.today() <= visit.ended_on,
            "companions": visit.companions.select_related("department"),
            "follow_ups": visit.follow_ups.select_related("owner", "done_by"),
            "finishable": in_hands_of(visit, self.user),
            "open_before": open_before(visit),
            "may_promise": visit.state != Visit.State.VOID
            and acts_as_holder(holders.CLOSER, visit, self.user),
        }


def open_before(visit: Visit) -> dict[str, Any]:
    """What is left of earlier visits to the customer: promises, and what remained (R7.3.4.2)."""
    took_place = Visit.objects.exclude(state=Visit.State.VOID)
    earlier = took_place.filter(customer=visit.customer_id, pk__lt=visit.pk)
    last = earlier.order_by("-pk").first()
    promises = FollowUp.objects.filter(visit__in=earlier, done_at=None)
    promises = promises.select_related("owner", "visit")
    return {"promises": promises, "remaining": last.remaining if last else ""}


class VisitAct(ActPage):
    model = Visit
    related = RELATED


class SubmitReport(VisitAct):
    form_class, act, steps = forms.ReportForm, actions.submit_report, ("submit",)


class ReviewReport(VisitAct):
    form_class, act, steps = CommentForm, actions.review_report, ("review",)


class ReturnReport(VisitAct):
    form_class, act, steps = ReasonForm, actions.return_report, ("send_back",)


class VoidVisit(VisitAct):
    form_class, act, steps = ReasonForm, actions.void_visit, ("void",)


class Promise(VisitAct):
    form_class, act, label = forms.PromiseForm, actions.promise, gettext_lazy("登记后续事项")
    article = "R7.3.4.2"

    def may_open(self) -> bool:
        return acts_as_holder(holders.CLOSER, self.record, self.user)


class CheckIn(VisitAct):
    form_class, act, label = forms.CheckInForm, actions.check_in, gettext_lazy("签到")
    article = "R7.3.4.1"
    template_name = "visits/check_in.html"

    def may_open(self) -> bool:
        return bool(self.record.person_id == self.user.pk)


class EraseCheckIns(VisitAct):
    form_class, act = ActForm, actions.erase_check_ins
    label, article = gettext_lazy("撤回同意并删除签到"), "R7.3.4.1"

    def may_open(self) -> bool:
        return bool(self.record.person_id == self.user.pk)


class FinishFollowUp(VisitAct):
    form_class, label = forms.ResultForm, gettext_lazy("填写后续事项的结果")
    article = "R7.3.4.2"

    def follow_up(self) -> FollowUp:
        rows = self.record.follow_ups.select_related("visit__matter")
        found: FollowUp = get_object_or_404(rows, pk=self.kwargs["follow_up"])
        return found

    def may_open(self) -> bool:
        return self.follow_up().pk in in_hands_of(self.record, self.user)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.finish_follow_up(
            self.follow_up(), by=self.user, seen=seen, key=key, **form.cleaned_data
        )


class FollowUpList(ListPage):
    """What was promised to customers, by whom and until when (R7.3.4.2)."""

    code = "visits.follow_ups"
    title = gettext_lazy("后续事项")
    model = FollowUp
    table_class = FollowUpTable
    filterset_class = FollowUpFilter
    sortable = ("due_on",)
    default_sort = "due_on"
    empty_title = gettext_lazy("没有后续事项")

    def get_queryset(self) -> QuerySet[Any]:
        rows = FollowUp.objects.exclude(visit__state=Visit.State.VOID)
        if sees_all(self.user):
            return rows
        return rows.filter(Q(owner=self.user) | of_own_people(self.user, "visit__"))
