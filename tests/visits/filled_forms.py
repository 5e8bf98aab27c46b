"""Each form of regulation 7, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from foundation import clock
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.visits.conftest import Team, approved, asked, facts, fresh, make_team, only_line, planned
from visits import actions
from visits.models import AdvanceRequest, Plan, Visit

# What has no matter yet, or none of its own.
FREE = {
    "visits:ask", "visits:feed", "visits:open", "visits:record", "visits:revoke_feed",
    "visits:set_posting",
}  # fmt: skip
LINE = {
    "planned_on": "2026-12-09", "customer": "港口集团", "relation": "target",
    "purposes": ["market", "product"], "contact": "李工", "carry": "样品", "note": "上午",
}  # fmt: skip


@form("visits:open")
def open_plan(cast: Cast) -> Sent:
    return Sent(make_team().seller, {"month": "2026-12-05"})


@form("visits:set_posting")
def set_posting(cast: Cast) -> Sent:
    team = make_team()
    data = {"person": team.outsider.pk, "position": "representative", "since": "2026-12-01"}
    return Sent(team.sales_head, data)


@form("visits:feed")
def make_feed(cast: Cast) -> Sent:
    return Sent(make_team().seller, {})


@form("visits:revoke_feed")
def revoke_feed(cast: Cast) -> Sent:
    team = make_team()
    actions.make_feed(by=team.seller)
    return Sent(team.seller, {})


def on_plan(name: str, who: str, state: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        team = make_team()
        plan = approved(team) if state == "approved" else planned(team)
        if state == "submitted":
            actions.submit(plan, by=team.seller, seen=plan.matter.version)
        typed = str(data.get("comment") or data.get("reason") or data.get("note") or "")
        return Sent(getattr(team, who), data, [plan.pk], fresh(plan).matter, typed)

    FORMS[f"visits:{name}"] = fill


on_plan("submit", "seller", "draft")
on_plan("approve", "head", "submitted", comment="同意")
on_plan("send_back", "head", "submitted", reason="写明目的")
on_plan("void", "seller", "draft", reason="建错了")
on_plan("add_line", "seller", "draft", **LINE)


@form("visits:fill_plan")
def fill_plan(cast: Cast) -> Sent:
    team = make_team()
    month = clock.today().replace(day=1)
    last = approved(team, by=team.colleague, month=month, day=clock.today())
    plan = actions.open_plan(by=team.colleague, month=date(2026, 12, 1))
    data = {"last": [only_line(last).pk], "reason": ""}
    return Sent(team.colleague, data, [plan.pk], plan.matter)


@form("visits:close")
def close(cast: Cast) -> Sent:
    """Of a month that is over."""
    team = make_team()
    plan = approved(team)
    Plan.objects.filter(pk=plan.pk).update(month="2026-10-01")
    return Sent(team.seller, {}, [plan.pk], fresh(plan).matter)


def on_line(
    name: str, who: str, prepare: Callable[[Team, Plan], Any] | None = None, **data: Any
) -> None:
    """Of an approved plan; ``prepare`` gives the line, else it is the only one."""

    def fill(cast: Cast) -> Sent:
        team = make_team()
        plan = approved(team)
        line = prepare(team, plan) if prepare else only_line(plan)
        return Sent(
            getattr(team, who), data, [plan.pk, line.pk], fresh(plan).matter, str(data["reason"])
        )

    FORMS[f"visits:{name}"] = fill


def _changed(team: Team, plan: Plan) -> Any:
    given = facts(team, customer=team.hospital)
    return actions.change_line(only_line(plan), by=team.seller, given=given, reason="停工")


on_line("change_line", "seller", **LINE, reason="港口停工")
on_line("reschedule", "seller", planned_on="2026-12-15", reason="港口停工")
on_line("remove_line", "seller", reason="客户出差")
on_line("decide_change", "head", _changed, is_approved="no", reason="已约好")


def visited(team: Team) -> Visit:
    today = clock.today()
    visit = Visit(
        customer=team.harbour, began_on=today, ended_on=today, relation="current",
        purposes=["business"], met="王工", unplanned_reason="客户来电",
    )  # fmt: skip
    return actions.record_visit(visit, by=team.seller)


@form("visits:record")
def record(cast: Cast) -> Sent:
    team = make_team()
    first, today = clock.today().replace(day=1), clock.today().isoformat()
    plan = approved(team, by=team.colleague, month=first, day=clock.today())
    data = {
        "line": only_line(plan).pk, "began_on": today, "ended_on": today, "met": "王工",
        "companions": [team.seller.pk],
    }  # fmt: skip
    return Sent(team.colleague, data)


def on_visit(name: str, who: str, *, reported: bool = False, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        team = make_team()
        visit = visited(team)
        if reported:
            seen = visit.matter.version
            actions.submit_report(visit, by=team.seller, report="介绍", result="试用", seen=seen)
        given = data
        if name == "promise":
            due_on = clock.today().isoformat()
            given = data | {"owner": team.colleague.pk, "due_on": due_on}
        typed = next(str(data[k]) for k in ("report", "comment", "reason", "what") if k in data)
        now = Visit.objects.select_related("matter").get(pk=visit.pk)
        return Sent(getattr(team, who), given, [visit.pk], now.matter, typed)

    FORMS[f"visits:{name}"] = fill


on_visit("submit_report", "seller", report="介绍新品", result="同意试用")
on_visit("review_report", "head", reported=True, comment="已阅")
on_visit("return_report", "head", reported=True, reason="写明数量")
on_visit("void_visit", "seller", reason="客户不在")
on_visit("promise", "seller", what="寄样品")


on_visit("check_in", "seller", agreed="on", latitude="32.06025", longitude="118.79688", comment="")


@form("visits:erase_check_ins")
def erase_check_ins(cast: Cast) -> Sent:
    team = make_team()
    visit = visited(team)
    actions.check_in(visit, by=team.seller, agreed=True)
    return Sent(team.seller, {}, [visit.pk], visit.matter)


@form("visits:finish_follow_up")
def finish_follow_up(cast: Cast) -> Sent:
    team = make_team()
    visit = visited(team)
    row = actions.promise(
        visit, by=team.seller, what="寄样品", owner=team.colleague, due_on=clock.today()
    )
    data = {"result": "已寄出"}
    return Sent(team.colleague, data, [visit.pk, row.pk], visit.matter, "已寄出")


@form("visits:ask")
def ask(cast: Cast) -> Sent:
    data = {
        "customer": "港口集团", "needed_on": "2026-12-08", "kind": "gift", "amount": "300",
        "recipient": "王工", "occasion": "新年拜访",
    }  # fmt: skip
    return Sent(make_team().seller, data)


def on_request(name: str, who: str, state: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        team = make_team()
        request = asked(team, amount="800" if name == "approve_request" else "300")
        if state != "proposed":
            actions.agree_to(request, by=team.head, seen=request.matter.version)
        if state == "visited":
            visited(team)
        now = AdvanceRequest.objects.select_related("matter").get(pk=request.pk)
        typed = str(data.get("comment") or data.get("reason") or data.get("spent"))
        return Sent(getattr(team, who), data, [request.pk], now.matter, typed)

    FORMS[f"visits:{name}"] = fill


on_request("agree_to", "head", "proposed", comment="同意")
on_request("approve_request", "gm", "agreed", comment="同意")
on_request("refuse_request", "head", "proposed", reason="不必要")
on_request("withdraw_request", "seller", "proposed", reason="改期")
on_request("reimburse", "cashier", "visited", spent="280")
on_request("disallow", "cashier", "agreed", reason="无票据")
