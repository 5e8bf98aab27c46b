"""Pay runs: list, page, the form of each step."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.course import path
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.governance.policy_values import shown
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.process.holders import acts_as_holder
from service_incentives import actions, forms, holders
from service_incentives.calculation.monthly import USED
from service_incentives.filters import RunFilter
from service_incentives.models import Objection, PayLine, PayRun, PayView, State, Trip
from service_incentives.tables import RunTable
from service_incentives.views.plain import FormPage

RELATED = (
    "computed_by__department", "confirmed_by__department", "finance_checked_by__department",
    "hr_checked_by__department", "approved_by__department", "paid_by__department",
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
    related = RELATED
    template_name = "service_incentives/run.html"
    act_pages: ClassVar[dict[str, str]] = {
        "confirm": "service_incentives:confirm",
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
        may_calculate = run.state == State.DRAFT and acts_as_holder(holders.STARTER, run, self.user)
        objections = Objection.objects.filter(line__run=run)
        return {
            "run": run,
            "sums": sums,
            "total": sum((row["amount"] for row in sums), start=0),
            "payers": by_payer(run, sums),
            "path": path(run.state, PATH),
            # Who pays what is told by the sums; tables of codes would say nothing here.
            "used": [
                (policy.label, "、".join(shown(policy, policy.parse(run.policies[name]))))
                for name, policy in USED.items()
                if policy.type is not dict and name in run.policies
            ],
            "may_calculate": may_calculate,
            "since": facts_since(run) if run.state == State.DRAFT else 0,
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
            adjustments=Count("pk", filter=Q(period__lt=run.period)),
            amount=Sum("amount"),
        )
    )
    return [{**row, "label": labels[row["kind"]]} for row in rows]


def by_payer(run: PayRun, sums: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    names = run.policies.get("payer_names", {})
    return [
        (
            names.get(payer, payer),
            sum((row["amount"] for row in sums if row["payer"] == payer), start=0),
        )
        for payer in sorted({row["payer"] for row in sums})
    ]


def facts_since(run: PayRun) -> int:
    """Trips of the period entered after the calculation: not counted in it."""
    later = Trip.objects.counted().filter(ended_on__gte=run.period, ended_on__lt=run.until)
    count: int = later.filter(entered_at__gt=run.computed_at).count()
    return count


PATH = (
    State.DRAFT, State.AWAITING_FINANCE, State.AWAITING_HR, State.AWAITING_LEADER, State.APPROVED,
    State.PAID, State.LOCKED,
)  # fmt: skip


class RunAct(ActPage):
    model = PayRun
    related = RELATED


class CalculateAgain(RunAct):
    form_class, act, label = ActForm, actions.calculate_again, gettext_lazy("重新计算")

    def may_open(self) -> bool:
        return self.record.state == State.DRAFT and acts_as_holder(
            holders.STARTER, self.record, self.user
        )


class Confirm(RunAct):
    form_class, act, steps = CommentForm, actions.confirm, ("confirm",)


class CheckFinance(RunAct):
    form_class, act, steps = CommentForm, actions.check_finance, ("check_finance",)


class CheckHR(RunAct):
    form_class, act, steps = CommentForm, actions.check_hr, ("check_hr",)


class Approve(RunAct):
    form_class, act, steps = CommentForm, actions.approve, ("approve",)


class Pay(RunAct):
    form_class, act, steps = forms.PayForm, actions.pay, ("pay",)


class Lock(RunAct):
    form_class, act, steps = ActForm, actions.lock_run, ("lock",)


class SendBack(RunAct):
    form_class, act, steps = ReasonForm, actions.send_back, ("send_back",)


class VoidRun(RunAct):
    form_class, act, steps = ReasonForm, actions.void_run, ("void",)
