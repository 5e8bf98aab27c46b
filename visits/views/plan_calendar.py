"""The month of a plan as a calendar, moving a visit to another day, and the address for phones."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActForm, RecordView
from foundation.process.holders import acts_as_holder
from visits import actions, holders, ical
from visits.forms import plans as forms
from visits.models import Feed, Plan, PlanLine, Visit
from visits.views.plans import OPEN, RELATED, LineAct

Status = PlanLine.Status


@dataclass
class Entry:
    """What stands on a day: ``tone`` colours it, ``move`` is the address that reschedules it."""

    customer: str
    tone: str
    told: str
    url: str
    move: str = ""


@dataclass
class Day:
    on: date
    is_inside: bool
    is_today: bool
    takes: bool  # a visit may be moved here
    entries: list[Entry]


class CalendarPage(RecordView):
    model = Plan
    related = RELATED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        plan: Plan = self.record
        may_edit = plan.state in OPEN and acts_as_holder(holders.PLANNER, plan, self.user)
        near = Plan.objects.visible_to(self.user).filter(person=plan.person_id)
        near = near.exclude(state=Plan.State.VOID).only("pk", "month")
        context = {
            "record": plan,
            "plan": plan,
            "matter": plan.matter,
            "weeks": weeks_of(plan, may_edit=may_edit),
            "weekdays": [_("一"), _("二"), _("三"), _("四"), _("五"), _("六"), _("日")],
            "may_edit": may_edit,
            "moves_at_once": may_edit and plan.state == Plan.State.DRAFT,
            "before": near.filter(month__lt=plan.month).order_by("-month").first(),
            "after": near.filter(month__gt=plan.month).order_by("month").first(),
            "is_own": plan.person_id == self.user.pk,
        }
        return render(request, "visits/calendar.html", context)


def weeks_of(plan: Plan, *, may_edit: bool) -> list[list[Day]]:
    entries = _entries(plan, may_edit)
    today = clock.today()
    first = today if plan.state == Plan.State.APPROVED else plan.month
    return [
        [
            Day(
                on=day,
                is_inside=day.month == plan.month.month,
                is_today=day == today,
                takes=may_edit and day.month == plan.month.month and day >= first,
                entries=entries[day],
            )
            for day in week
        ]
        for week in Calendar().monthdatescalendar(plan.month.year, plan.month.month)
    ]


def _entries(plan: Plan, may_edit: bool) -> dict[date, list[Entry]]:
    """Lines on the day they are planned for, visits on the day they took place."""
    found: dict[date, list[Entry]] = defaultdict(list)
    url = plan.get_absolute_url()
    shown = [Status.DRAFT, Status.APPROVED, Status.PROPOSED]
    lines = plan.lines.filter(status__in=shown).select_related("customer")
    changed = {line.replaces_id for line in lines if line.replaces_id}
    for line in lines.order_by("planned_on", "pk"):
        is_free = line.status != Status.PROPOSED and line.pk not in changed
        movable = may_edit and is_free and not line.is_cancel_asked
        tone = "waiting" if line.status == Status.PROPOSED or line.is_cancel_asked else "planned"
        told = _("申请取消") if line.is_cancel_asked else line.get_status_display()
        move = reverse("visits:reschedule", args=[plan.pk, line.pk]) if movable else ""
        entry = Entry(line.customer.name, tone, str(told), move or url, move)
        found[line.planned_on].append(entry)
    visits = Visit.objects.filter(
        person=plan.person_id, ended_on__year=plan.month.year, ended_on__month=plan.month.month
    )
    visits = visits.exclude(state=Visit.State.VOID).select_related("customer", "line", "matter")
    for visit in visits.order_by("ended_on", "pk"):
        found[visit.ended_on].append(
            Entry(visit.customer.name, "visited", _told(visit), visit.get_absolute_url())
        )
    return found


def _told(visit: Visit) -> str:
    if visit.line is None:
        return _("计划外")
    if visit.line.planned_on == visit.ended_on:
        return _("已拜访")
    return _("已拜访，原定 %(day)s") % {"day": f"{visit.line.planned_on:%m-%d}"}


class Reschedule(LineAct):
    """Also where a line is dropped on another day: ``on`` is that day."""

    form_class, label = forms.RescheduleForm, gettext_lazy("改期")

    def form(self, *args: Any) -> ActForm:
        day = self.request.GET.get("on") or self.line().planned_on
        initial = {"planned_on": day}
        return forms.RescheduleForm(*args, record=self.record, user=self.user, initial=initial)

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.reschedule(
            self.line(), by=self.user, seen=seen, key=key, **form.cleaned_data
        )

    def target(self, result: Any) -> str:
        return reverse("visits:calendar", args=[self.record.pk])


class FeedPage(FormPage):
    """One's own address, and the button for a new one."""

    form_class, heading, article = forms.FeedForm, gettext_lazy("生成日历订阅地址"), "R7.3.1"
    template_name = "visits/feed.html"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.make_feed(by=self.user, key=key)

    def target(self, result: Any) -> str:
        return reverse("visits:feed")

    def back(self) -> str:
        return reverse("visits:list")

    def context(self) -> dict[str, Any]:
        feed = Feed.objects.valid().filter(person=self.user).first()
        path = reverse("visits:ical", args=[feed.token]) if feed else ""
        return {"feed": feed, "address": path and self.request.build_absolute_uri(path)}


class RevokeFeed(FormPage):
    form_class, heading, article = forms.FeedForm, gettext_lazy("停用日历订阅地址"), "R7.3.1"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.revoke_feed(by=self.user, key=key)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("visits:feed")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What a calendar program reads, without signing in: the address is the secret."""
    found = Feed.objects.valid().behind(token).select_related("person").first()
    if found is None:
        raise Http404
    person = found.person
    lines = PlanLine.objects.standing().filter(
        plan__person=person, planned_on__gte=clock.today() - ical.BACK
    )
    lines = lines.exclude(plan__state=Plan.State.VOID).select_related("customer", "plan__matter")
    with translation.override(person.language):
        content = ical.calendar_of(
            lines.order_by("planned_on", "pk"),
            name=_("客户拜访 %(name)s") % {"name": person.name},
            host=urlsplit(settings.SITE_URL).hostname or "",
            at=clock.now(),
            address=settings.SITE_URL.rstrip("/"),
        )
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="visits.ics"'
    return answer
