"""Pay runs: list, start, page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.course import path
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from service_incentives import actions, forms
from service_incentives.bank import PAYABLE
from service_incentives.calculation import told
from service_incentives.filters import RunFilter
from service_incentives.models import DRAFTS, Objection, PayLine, PayRun, PayView, State, Trip
from service_incentives.tables import RunTable
from service_incentives.views import run_acts

PATHS: dict[str, tuple[Any, ...]] = {
    PayRun.Kind.SPARE_PARTS: (
        State.GATHERING, State.AWAITING_OFFICE, State.AWAITING_SUBSIDIARY, State.APPROVED,
        State.PAID, State.LOCKED,
    ),
}  # fmt: skip
USUAL_PATH = (
    State.DRAFT, State.AWAITING_FINANCE, State.AWAITING_HR, State.AWAITING_LEADER, State.APPROVED,
    State.PAID, State.LOCKED,
)  # fmt: skip


class RunList(ListPage):
    code = "service_incentives.runs"
    title = gettext_lazy("发放单")
    model = PayRun
    table_class = RunTable
    filterset_class = RunFilter
    sortable = ("number",)
    template_name = "service_incentives/runs.html"
    empty_title = gettext_lazy("没有您可以查看的发放单")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_start": may_open(self.user, "service_incentives:start")}


class Start(FormPage):
    form_class, heading, article = forms.StartForm, gettext_lazy("建立发放单"), "R5.10"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.start_run(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: PayRun) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("service_incentives:list")


class Run(RecordDetail):
    model = PayRun
    related = run_acts.RELATED
    template_name = "service_incentives/run.html"
    act_pages: ClassVar[dict[str, str]] = {
        "confirm": "service_incentives:confirm",
        "gather": "service_incentives:gather",
        "allocate": "service_incentives:allocate",
        "approve_parts": "service_incentives:approve_parts",
        "check_finance": "service_incentives:check_finance",
        "check_hr": "service_incentives:check_hr",
        "approve": "service_incentives:approve",
        "pay": "service_incentives:pay",
        "lock": "service_incentives:lock",
        "send_back": "service_incentives:send_back",
        "void": "service_incentives:void_run",
    }

    def whole(self, records: Any) -> Any:
        own = PayLine.objects.filter(
            run=OuterRef("pk"), computation=OuterRef("computation"), person=self.user
        )
        return super().whole(records).annotate(pays_me=Exists(own))

    def find(self, pk: int) -> Any:
        run = super().find(pk)
        run.people_paid().known[self.user.pk] = run.pays_me
        return run

    def extra_context(self) -> dict[str, Any]:
        run: PayRun = self.record
        actions.note_view(by=self.user, run=run, person=None, what=PayView.What.SEEN)
        sums = sums_of(run)
        objections = Objection.objects.filter(line__run=run)
        return {
            "run": run,
            "sums": sums,
            "total": sum((row["amount"] for row in sums), start=0),
            "payers": by_payer(run, sums),
            "path": path(run.state, PATHS.get(run.kind, USUAL_PATH)),
            "used": told(run),
            "may_calculate": run_acts.may_calculate(run, self.user),
            "may_decide_tie": run_acts.may_decide_tie(run, self.user),
            "may_share_pool": run_acts.may_share_pool(run, self.user),
            "may_pay_out": run.state in PAYABLE
            and may_open(self.user, "service_incentives:bank_file"),
            "has_ties": any(row["ties"] for row in sums),
            "pool": pool_of(run, sums),
            "since": facts_since(run) if run.state in DRAFTS else 0,
            "objections": objections.select_related("raised_by__department", "line", "answered_by"),
        }


def sums_of(run: PayRun) -> list[dict[str, Any]]:
    """By kind, article and payer: lines, people, zeros, amount."""
    labels = dict(PayLine.Kind.choices)
    rows = (
        run.current_lines()
        .order_by("article", "kind", "payer")
        .values("kind", "article", "payer")
        .annotate(
            count=Count("pk"),
            zeros=Count("pk", filter=Q(amount=0)),
            ties=Count("pk", filter=Q(zero_reason=PayLine.Zero.TIE)),
            adjustments=Count("pk", filter=Q(period__lt=run.period)),
            amount=Sum("amount"),
        )
    )
    return [{**row, "label": labels[row["kind"]]} for row in rows]


def by_payer(run: PayRun, sums: list[dict[str, Any]]) -> list[tuple[str, str, Any]]:
    names = run.policies.get("payer_names", {})
    return [
        (
            payer,
            names.get(payer, payer),
            sum((row["amount"] for row in sums if row["payer"] == payer), start=0),
        )
        for payer in sorted({row["payer"] for row in sums})
    ]


def pool_of(run: PayRun, sums: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The team pool of a spare-part run: made, brought, given, left (R5.8.3)."""
    if run.kind != PayRun.Kind.SPARE_PARTS:
        return None
    given = sum((row["amount"] for row in sums if row["kind"] == PayLine.Kind.POOL), start=0)
    made, brought = run.pool_made or 0, run.pool_brought or 0
    return {"made": made, "brought": brought, "given": given, "left": made + brought - given}


def facts_since(run: PayRun) -> int:
    """Trips of the month entered after the calculation: not counted in it."""
    if run.kind != PayRun.Kind.MONTHLY:
        return 0
    later = Trip.objects.counted().filter(ended_on__gte=run.period, ended_on__lt=run.until)
    count: int = later.filter(entered_at__gt=run.computed_at).count()
    return count
