"""Pay lines: everybody their own, the chain all; one's own statement; objections."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views import View

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from service_incentives import actions, forms, periods, policies, rules
from service_incentives.books import Books
from service_incentives.filters import LineFilter
from service_incentives.models import Finding, Objection, PayLine, PayRun, PayView, State, Trip
from service_incentives.models.states import UNDER_REVIEW
from service_incentives.printouts import Statement
from service_incentives.scope import sees_all
from service_incentives.tables import LineTable


class LineList(ListPage):
    code = "service_incentives.lines"
    title = gettext_lazy("激励明细")
    model = PayLine
    table_class = LineTable
    filterset_class = LineFilter
    sortable = ()
    default_sort = "-pk"
    template_name = "service_incentives/lines.html"
    empty_title = gettext_lazy("还没有激励明细")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_see_charts": may_open(self.user, "service_incentives:charts")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sees_all(self.user):
            is_export = request.GET.get("export") == "xlsx"
            what = PayView.What.EXPORTED if is_export else PayView.What.SEEN
            actions.note_view(by=self.user, run=None, person=None, what=what)
        return super().get(request, *args, **kwargs)


def _line(user: User, pk: int) -> Any:
    visible = PayLine.objects.visible_to(user)
    related = ("run__matter", "person__department", "corrects__run__matter")
    return get_object_or_404(visible.select_related(*related), pk=pk)


class Line(View):
    """One amount, down to the trips and findings it was made of."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        line = _line(user, pk)
        if line.person_id != user.pk:
            actions.note_view(by=user, run=line.run, person=line.person, what=PayView.What.SEEN)
        is_open = line.run.state in (State.DRAFT, *UNDER_REVIEW)
        context = {
            "line": line,
            "trips": trips_of(line),
            "findings": Finding.objects.filter(pk__in=line.findings).select_related("matter"),
            "objections": line.objections.select_related("answered_by", "raised_by"),
            "may_object": is_open and line.person_id == user.pk,
            "may_answer": may_open(user, "service_incentives:answer"),
            "payer": line.run.policies.get("payer_names", {}).get(line.payer, line.payer),
        }
        return render(request, "service_incentives/line.html", context)


def trips_of(line: PayLine) -> list[dict[str, Any]]:
    """The trips with the coefficient of the day each ended; an own-fault repeat nets to zero."""
    trips = Trip.objects.filter(pk__in=line.trips).select_related("project", "kind")
    books = Books([line.person_id], list({trip.kind_id for trip in trips}))
    taken = set(
        Finding.objects.filter(pk__in=line.findings, trip__isnull=False).values_list(
            "trip", flat=True
        )
    )
    return [
        {
            "trip": trip,
            "coefficient": books.coefficient(trip.kind_id, trip.ended_on),
            "is_taken_off": trip.pk in taken,
        }
        for trip in trips.order_by("ended_on", "pk")
    ]


class ObjectTo(FormPage):
    form_class, heading, article = forms.ObjectionForm, gettext_lazy("提出异议"), "R5.10"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        own = PayLine.objects.current().filter(person=cast(User, request.user))
        self.line = get_object_or_404(own.select_related("run__matter"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.object_to(self.line, by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return str(self.line.get_absolute_url())


class Answer(FormPage):
    form_class, heading, article = forms.AnswerForm, gettext_lazy("答复异议"), "R5.10"
    template_name = "service_incentives/form.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        visible = PayLine.objects.visible_to(cast(User, request.user))
        rows = Objection.objects.select_related("line__run__matter", "raised_by")
        self.objection = get_object_or_404(rows, pk=kwargs["pk"])
        get_object_or_404(visible, pk=self.objection.line_id)
        return super().dispatch(request, *args, **kwargs)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.answer(self.objection, by=self.user, key=key, **form.cleaned_data)

    def context(self) -> dict[str, Any]:
        return {"asked": self.objection}

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return str(self.objection.line.run.get_absolute_url())


class Mine(View):
    """What has come together for me: this month's points so far, and my statements."""

    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        own = PayLine.objects.current().filter(person=user)
        last = (
            own.values("run", "run__matter__number", "run__state", "run__kind", "run__period")
            .annotate(amount=Sum("amount"))
            .order_by("-run__period", "-run")
        )
        runs = list(last[:24])
        kinds, states = dict(PayRun.Kind.choices), dict(State.choices)
        context = {
            "month": month_so_far(user),
            "statements": [
                {
                    **row,
                    "kind": kinds[row["run__kind"]],
                    "label": periods.label(row["run__kind"], row["run__period"]),
                    "state": states[row["run__state"]],
                }
                for row in runs
            ],
        }
        return render(request, "service_incentives/mine.html", context)


def month_so_far(user: User) -> dict[str, Any]:
    """The month's trips entered up to now, by the rule the run will use (R5.4.1)."""
    first = clock.today().replace(day=1)
    trips = list(
        Trip.objects.counted()
        .filter(person=user, ended_on__gte=first)
        .select_related("project", "kind")
        .order_by("ended_on")
    )
    books = Books([user.pk], list({trip.kind_id for trip in trips}))
    counted = [trip for trip in trips if books.is_on_points(user.pk, trip.ended_on)]
    taken = Finding.objects.filter(trip__in=counted, state=Finding.State.DECIDED)
    taken_off = set(taken.values_list("trip", flat=True))
    accidents = Finding.objects.filter(
        person=user, kind=Finding.Kind.ACCIDENT, state=Finding.State.DECIDED, happened_on__gte=first
    ).count()
    worth = {
        trip.pk: books.coefficient(trip.kind_id, trip.ended_on) or Decimal(0) for trip in counted
    }
    points = rules.points_left(
        worth.values(),
        taken=[worth[pk] for pk in taken_off],
        accidents=accidents,
        each=policies.ACCIDENT_POINTS.value(first),
    )
    base, rate = policies.MONTHLY_BASE.value(first), policies.POINT_RATE.value(first)
    return {
        "first": first,
        "trips": [(trip, worth[trip.pk], trip.pk in taken_off) for trip in counted],
        "points": points,
        "base": base,
        "accidents": accidents,
        "pay": rules.monthly_pay(points, base=base, rate=rate),
    }


class OwnStatement(View):
    """My lines of one run; nobody else's, whoever asks."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        statement = Statement.of(cast(User, request.user), pk)
        return render(
            request,
            "service_incentives/statement.html",
            {"statement": statement, **statement.told()},
        )


class OwnStatementPDF(View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = cast(User, request.user)
        statement = Statement.of(user, pk)
        actions.note_view(by=user, run=statement.run, person=user, what=PayView.What.PRINTED)
        answer = HttpResponse(statement.pdf(), content_type="application/pdf")
        name = f"statement-{statement.run.number}-{user.employee_number}.pdf"
        answer["Content-Disposition"] = f'inline; filename="{name}"'
        return answer
