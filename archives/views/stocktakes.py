"""The storeroom: what stands where, and stock-takes."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import Count as Number
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions, holders
from archives.actions.stocktakes import differences
from archives.filters import PlaceFilter, StockTakeFilter
from archives.forms.stocktakes import BeginForm, MoveForm, SettleForm
from archives.models import (
    IN_ROOM,
    Difference,
    Place,
    Reading,
    StockTake,
    StockTakeState,
    Volume,
    difference_of,
)
from archives.models.places import LEVELS
from archives.tables import PlaceTable, StockTakeTable
from foundation.articles import Refusal
from foundation.desk.record_pages import ActForm, ActPage, ReasonForm, RecordDetail, RecordView
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.requests import whole_number
from foundation.process.submissions import key_of

RELATED = ("begun_by", "closed_by")
LAST = 8  # readings shown at the desk


class PlaceList(ListPage):
    """Holdings by shelf and box; volumes the reader may not see are not counted (R1.2.15)."""

    code = "archives.places"
    title = gettext_lazy("库位")
    model = Place
    table_class = PlaceTable
    filterset_class = PlaceFilter
    default_sort = "in_order"
    default_columns = ("place", "volume_count", "lent_count")
    template_name = "archives/places.html"
    empty_title = gettext_lazy("还没有案卷上架")

    def get_queryset(self) -> QuerySet[Any]:
        visible = Volume.objects.visible_to(self.user).filter(state__in=IN_ROOM)
        here = Q(volumes__in=visible)
        found: QuerySet[Any] = super().get_queryset().annotate(
            volume_count=Number("volumes", filter=here),
            lent_count=Number("volumes", filter=here & Q(volumes__lent_at__isnull=False)),
        )  # fmt: skip
        return found

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_begin": may_open(self.user, "archives:begin_stock_take")}


class StockTakeList(ListPage):
    code = "archives.stock_takes"
    title = gettext_lazy("盘点")
    model = StockTake
    table_class = StockTakeTable
    filterset_class = StockTakeFilter
    sortable = ("number",)
    template_name = "archives/stock_takes.html"
    empty_title = gettext_lazy("还没有盘点")

    def get_queryset(self) -> QuerySet[Any]:
        open_lines = Number("differences", filter=Q(differences__settled_at=None))
        found: QuerySet[Any] = super().get_queryset().annotate(
            difference_count=Number("differences"), open_count=open_lines
        )  # fmt: skip
        return found

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_begin": may_open(self.user, "archives:begin_stock_take")}


class Begin(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        first = {name: request.GET.get(name, "") for name in LEVELS}
        return self._show(BeginForm(initial=first))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            made = actions.begin_stock_take(
                by=cast(User, request.user), key=key_of(request), **form.cleaned_data
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect("archives:count", made.pk)

    def _show(self, form: BeginForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "archives/begin_stock_take.html", {"form": form}, status=status)


class Detail(RecordDetail):
    model = StockTake
    related = RELATED
    template_name = "archives/stock_take.html"
    act_pages: ClassVar[dict[str, str]] = {
        "close": "archives:close_stock_take",
        "void": "archives:void_stock_take",
    }

    def extra_context(self) -> dict[str, Any]:
        taken: StockTake = self.record
        is_room = acts_as_holder(holders.ROOM, taken, self.user)
        is_counting = taken.state == StockTakeState.COUNTING
        return {
            "taken": taken,
            "differences": differences(taken),
            "is_counting": is_counting,
            "may_count": is_room and is_counting,
            "may_settle": is_room and taken.state == StockTakeState.CLOSED,
            **(_counts(taken) if is_counting else {
                "expected": taken.expected_count, "found": taken.found_count,
            }),
        }  # fmt: skip


def _counts(taken: StockTake) -> dict[str, Any]:
    return {
        "expected": taken.expected().count(),
        "found": taken.readings.exclude(volume=None).count(),
    }


class Count(RecordView):
    """The desk: one field, a code after the other; what was read last stands below."""

    model = StockTake

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_count():
            return redirect(self.record.get_absolute_url())
        return self.show("archives/count.html")

    def may_count(self) -> bool:
        counting = self.record.state == StockTakeState.COUNTING
        return counting and acts_as_holder(holders.ROOM, self.record, self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        reading, refusal = None, None
        try:
            reading = actions.read_code(
                self.record, by=self.user, code=request.POST.get("code", ""), key=key_of(request)
            )
        except Refusal as refused:
            refusal = refused
        if request.headers.get("X-Requested-With") != "fetch":
            return (
                self.show("archives/count.html", None, refusal)
                if refusal
                else redirect(request.path)
            )
        return self.show("archives/count_read.html", reading, refusal)

    def show(
        self, template: str, reading: Reading | None = None, refusal: Refusal | None = None
    ) -> HttpResponse:
        last = self.record.readings.select_related("volume__matter", "volume__place")[:LAST]
        lines = [_line(self.record, one) for one in last]
        context = {
            "taken": self.record,
            "matter": self.record.matter,
            "lines": lines,
            "now": _line(self.record, reading) if reading else next(iter(lines), None),
            "refusal": refusal,
            **_counts(self.record),
        }
        return render(self.request, template, context, status=422 if refusal else 200)


def _line(taken: StockTake, reading: Reading) -> dict[str, Any]:
    """A reading in words: whether it belongs here, and where it is registered."""
    volume = reading.volume
    kind = difference_of(taken, volume) if volume else Difference.Kind.UNKNOWN
    return {"reading": reading, "volume": volume, "kind": kind, "label": kind.label if kind else ""}


class StockTakeAct(ActPage):
    model = StockTake
    related = RELATED


class Close(StockTakeAct):
    form_class, act, steps = ActForm, actions.close_stock_take, ("close",)


class Void(StockTakeAct):
    form_class, act, steps = ReasonForm, actions.void_stock_take, ("void",)


class Settle(StockTakeAct):
    form_class: ClassVar[Any] = SettleForm
    act, label = actions.settle_difference, gettext_lazy("处理差异")
    article = "R1.1.4"

    def may_open(self) -> bool:
        closed = self.record.state == StockTakeState.CLOSED
        return closed and acts_as_holder(holders.ROOM, self.record, self.user)

    def form(self, *args: Any) -> ActForm:
        first = {"difference": whole_number(self.request.GET.get("difference")) or None}
        made: ActForm = SettleForm(*args, record=self.record, user=self.user, initial=first)
        return made


class Move(ActPage):
    model = Volume
    related = ("department", "clause", "place")
    form_class, act, label = MoveForm, actions.move_volume, gettext_lazy("更正库位")
    article = "R1.1.4"

    def may_open(self) -> bool:
        in_room = self.record.state in IN_ROOM
        return in_room and acts_as_holder(holders.ROOM, self.record, self.user)
