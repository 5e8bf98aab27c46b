"""Service meetings: list, page with what was agreed, forms."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.delegation import stands_for
from foundation.people.models import User
from health_forms import actions
from health_forms.filters import MeetingFilter
from health_forms.forms.penalties import MeetingActionForm, MeetingForm
from health_forms.models import Meeting, MeetingAction
from health_forms.scope import REGULATION
from health_forms.tables import MeetingTable


class MeetingList(ListPage):
    code = "health_forms.meetings"
    title = gettext_lazy("顾客服务会议")
    model = Meeting
    table_class = MeetingTable
    filterset_class = MeetingFilter
    template_name = "health_forms/meetings.html"
    empty_title = gettext_lazy("还没有会议记录")

    def get_queryset(self) -> QuerySet[Any]:
        return Meeting.objects.annotate(agreed=Count("actions"))

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_enter": may_open(self.user, "health_forms:hold_meeting")}


def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    meeting = get_object_or_404(Meeting.objects.select_related("entered_by"), pk=pk)
    context = {
        "meeting": meeting,
        "minutes": meeting.told(),
        "attendees": meeting.attendees.select_related("department"),
        "actions": meeting.actions.select_related("owner", "meeting"),
        "mine": {person.pk for person in stands_for(user, REGULATION)},
        "may_enter": may_open(user, "health_forms:hold_meeting"),
    }
    return render(request, "health_forms/meeting.html", context)


class HoldMeeting(FormPage):
    form_class, heading, article = MeetingForm, gettext_lazy("登记会议"), "R4.2.11"
    makes = Meeting

    def carry_out(self, form: Any, key: str | None) -> Any:
        given = dict(form.cleaned_data)
        attendees = list(given.pop("attendees"))
        return actions.hold_meeting(by=self.user, attendees=attendees, key=key, **given)

    def target(self, result: Meeting) -> str:
        return reverse("health_forms:meeting", args=[result.pk])

    def back(self) -> str:
        return reverse("health_forms:meetings")


class AgreeOn(FormPage):
    form_class, heading, article = MeetingActionForm, gettext_lazy("登记会议事项"), "R4.2.11"
    makes = MeetingAction

    def carry_out(self, form: Any, key: str | None) -> Any:
        meeting = get_object_or_404(Meeting, pk=self.kwargs["pk"])
        return actions.agree_on(meeting, by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("health_forms:meeting", args=[self.kwargs["pk"]])


class FinishAction(FormPage):
    """One's own, or of whom one stands in for."""

    form_class, heading, article = forms.Form, gettext_lazy("完成会议事项"), "R4.2.11"
    template_name = "health_forms/finish_action.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        mine = MeetingAction.objects.select_related("meeting").filter(
            owner__in=stands_for(self.user, REGULATION)
        )
        self.action = get_object_or_404(mine, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.finish_action(self.action, by=self.user, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("health_forms:meeting", args=[self.action.meeting_id])

    def context(self) -> dict[str, Any]:
        return {"action": self.action}
