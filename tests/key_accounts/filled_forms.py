"""Each form of regulation 6, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from foundation import clock
from foundation.history.reading import newest_version
from foundation.process.steps import carry_out
from key_accounts import actions
from key_accounts.models import Account, ProductUse, Revisit, UsageSheet
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.key_accounts.conftest import (
    Desk,
    another,
    approved,
    asked,
    confirmed,
    entry,
    exchange,
    grid,
    lines,
    logged,
    make_desk,
    now,
    opened,
    programme,
    proposal,
    submitted,
    training,
)

# The version of a sheet or a row is compared in the tests of usage.
FREE = {
    "key_accounts:correct_usage", "key_accounts:declare_no_mail", "key_accounts:end_use",
    "key_accounts:open_programme", "key_accounts:plan_training", "key_accounts:propose",
    "key_accounts:register", "key_accounts:share", "key_accounts:usage_sheet",
}  # fmt: skip
MONTH = date(2026, 10, 1)
TYPED = {
    "level": "regional", "business": "港口装卸", "scale": "三千人", "contacts": "王工",
    "decision_makers": "赵总", "products": "一体化物流", "contract_from": "2026-01-01",
    "contract_until": "2026-12-31", "competitors": "无",
}  # fmt: skip


@form("key_accounts:register")
def register(cast: Cast) -> Sent:
    desk = make_desk()
    another(desk)
    data = {"customer": "牧业集团", "branch": desk.branch.pk, "lead": desk.lead.pk} | TYPED
    return Sent(desk.branch_manager, data)


def recorded(desk: Desk) -> Account:
    """A key account with parcels of last month."""
    account = confirmed(desk, customer=another(desk))
    actions.record(desk.branch, MONTH, [entry(account, lines()[0])], by=desk.branch_manager)
    return account


def last_month(desk: Desk) -> list[int]:
    return [desk.branch.pk, MONTH.year, MONTH.month]


def version(desk: Desk) -> int:
    return UsageSheet.objects.get(branch=desk.branch, month=MONTH).version


@form("key_accounts:usage_sheet")
def usage_sheet(cast: Cast) -> Sent:
    desk = make_desk()
    account = recorded(desk)
    new = {"new0-account": account.number, "new0-line": "02", "new0-items": "0"}
    data = grid(account.uses.get(), items="12") | new | {"seen": version(desk)}
    return Sent(desk.branch_manager, data, last_month(desk))


@form("key_accounts:declare_no_mail")
def declare_no_mail(cast: Cast) -> Sent:
    desk = make_desk()
    ProductUse.objects.create(
        account=recorded(desk), branch=desk.branch, line=lines()[1], since=MONTH
    )
    return Sent(desk.branch_manager, {"seen": version(desk)}, last_month(desk))


@form("key_accounts:correct_usage")
def correct_usage(cast: Cast) -> Sent:
    desk = make_desk()
    account = recorded(desk)
    approved(desk, MONTH)
    data = {"account": account.number, "line": "01", "items": 1, "weight": 0, "revenue": 5}
    return Sent(desk.branch_manager, data | {"reason": "漏计"}, last_month(desk))


@form("key_accounts:end_use")
def end_use(cast: Cast) -> Sent:
    desk = make_desk()
    use = recorded(desk).uses.get()
    return Sent(desk.branch_manager, {"until": MONTH, "seen": newest_version(use)}, [use.pk])


def on_account(name: str, who: str, state: str, typed: str = "", **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        made = {"draft": opened, "confirming": submitted, "current": confirmed}[state]
        account = made(desk, customer=another(desk))
        return Sent(getattr(desk, who), data, [account.pk], account.matter, typed)

    FORMS[f"key_accounts:{name}"] = fill


on_account("amend", "lead", "draft", "煤炭运输", **(TYPED | {"business": "煤炭运输"}))
on_account("submit", "lead", "draft")
on_account("confirm", "supervisor", "confirming", part="company")
on_account("send_back", "supervisor", "confirming", "写明规模", reason="写明规模")
on_account("begin_review", "lead", "current")
on_account("close", "manager", "current", "不再合作", reason="不再合作")


@form("key_accounts:log_revisit")
def log_revisit(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {"person": desk.lead.pk, "visited_on": clock.today().isoformat(), "met": "王工",
            "content": "了解冬季需求"}  # fmt: skip
    return Sent(desk.lead, data, [account.pk], account.matter, "了解冬季需求")


def on_revisit(name: str, who: str, state: str, typed: str, **data: Any) -> None:
    """The last ones of a month that was drawn."""

    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        revisit = logged(desk, confirmed(desk, customer=another(desk)))
        if state != "logged":
            given = {"inspection": actions.draw_sample(desk.branch, date(2026, 1, 1), by=desk.lead)}
            carry_out(revisit, Revisit.draw, by=desk.lead, seen=None, **given)
        if state == "returned":
            actions.send_back_revisit(
                now(revisit), by=desk.manager, finding="缺", mend_by=clock.today(),
                seen=now(revisit).matter.version,
            )  # fmt: skip
        return Sent(getattr(desk, who), data, [revisit.pk], now(revisit).matter, typed)

    FORMS[f"key_accounts:{name}"] = fill


on_revisit("void_revisit", "lead", "logged", "重复", reason="重复")
on_revisit("accept_revisit", "manager", "drawn", "属实", comment="属实")
on_revisit(
    "send_back_revisit", "manager", "drawn", "缺结果", finding="缺结果", mend_by="2027-01-10"
)
on_revisit("mend_revisit", "branch_manager", "returned", "补记结果", content="补记结果")
on_revisit("find_false", "manager", "drawn", "客户否认", reason="客户否认")


@form("key_accounts:ask_authorisation")
def ask_authorisation(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {"person": desk.manager.pk, "purpose": "征求意见", "valid_from": "2026-11-03",
            "valid_until": "2027-01-10"}  # fmt: skip
    return Sent(desk.manager, data, [account.pk], account.matter, "征求意见")


def on_authorisation(name: str, who: str, typed: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        account = confirmed(desk, customer=another(desk))
        authorisation = asked(desk, account, valid_from=clock.today(), valid_until=clock.today())
        if name == "log_direct":
            actions.authorise(authorisation, by=desk.leader, seen=now(authorisation).matter.version)
        matter = now(authorisation).matter
        return Sent(getattr(desk, who), data, [authorisation.pk], matter, typed)

    FORMS[f"key_accounts:{name}"] = fill


on_authorisation("authorise", "leader", "同意", comment="同意")
on_authorisation("refuse_authorisation", "leader", "不必", reason="不必")
on_authorisation("withdraw_authorisation", "manager", "改期", reason="改期")
on_authorisation(
    "log_direct", "manager", "征求意见", visited_on="2026-11-02", met="赵总", content="征求意见",
    result="愿意续约",
)  # fmt: skip


@form("key_accounts:set_team")
def set_team(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {"lead": desk.lead.pk, "members": [desk.head.pk]}
    return Sent(desk.lead, data, [account.pk], account.matter)


@form("key_accounts:set_objective")
def set_objective(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {"what": "收入增长一成", "owner": desk.head.pk, "due_on": "2026-12-31"}
    return Sent(desk.lead, data, [account.pk], account.matter, "收入增长一成")


@form("key_accounts:finish_objective")
def finish_objective(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    row = actions.set_objective(
        account, by=desk.lead, what="增长", owner=desk.lead, due_on=clock.today(),
        seen=account.matter.version,
    )  # fmt: skip
    data = {"is_reached": "yes", "result": "增长一成二"}
    return Sent(desk.lead, data, [account.pk, row.pk], now(account).matter, "增长一成二")


@form("key_accounts:refer")
def refer(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {"what": "谈冷链", "to": desk.head.pk, "due_on": "2026-12-31"}
    return Sent(desk.lead, data, [account.pk], account.matter, "谈冷链")


@form("key_accounts:open_programme")
def open_programme(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {
        "kind": "project", "name": "冷链专项", "owner_person": desk.lead.pk, "goal": "新增三家",
        "starts_on": "2026-11-02", "ends_on": "2026-12-31", "accounts": account.number,
    }  # fmt: skip
    return Sent(desk.manager, data)


@form("key_accounts:propose")
def propose(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    data = {"subject": "设专席", "account": account.number, "content": "设客服专席"}
    return Sent(desk.branch_manager, data)


@form("key_accounts:share")
def share(cast: Cast) -> Sent:
    desk = make_desk()
    account = confirmed(desk, customer=another(desk))
    assert desk.stranger.department
    data = {
        "kind": "lead", "subject": "联合投标", "due_on": "2026-12-31", "content": "仓配一体",
        "units": [desk.stranger.department.pk], "accounts": account.number,
    }  # fmt: skip
    return Sent(desk.branch_manager, data)


@form("key_accounts:plan_training")
def plan_training(cast: Cast) -> Sent:
    desk = make_desk()
    data = {
        "topic": "合同物流", "planned_on": "2026-12-31", "place": "三楼", "trainer": "苏和",
        "content": "产品和报价", "people": [desk.lead.pk, desk.head.pk],
    }  # fmt: skip
    return Sent(desk.manager, data)


def on_record(
    name: str, who: str, make: Callable[[Desk], Any], *, typed: str = "", **data: Any
) -> None:
    """``make`` brings the record to where the form is filled in, and gives a row of it if any."""

    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        made = make(desk)
        record, *rows = made if isinstance(made, tuple) else (made,)
        given = {key: value(desk) if callable(value) else value for key, value in data.items()}
        args = [record.pk, *(row.pk for row in rows)]
        return Sent(getattr(desk, who), given, args, now(record).matter, typed)

    FORMS[f"key_accounts:{name}"] = fill


def with_milestone(desk: Desk) -> Any:
    record = programme(desk)
    seen = record.matter.version
    row = actions.add_milestone(record, by=desk.lead, what="调研", due_on=clock.today(), seen=seen)
    return record, row


def accepted(desk: Desk) -> Any:
    record = proposal(desk)
    actions.accept_proposal(
        record, by=desk.leader, decision="同意", follower=desk.head, due_on=clock.today(),
        seen=record.matter.version,
    )  # fmt: skip
    return record


on_record(
    "add_milestone", "lead", programme, typed="完成调研", what="完成调研", due_on="2026-12-01"
)
on_record("finish_milestone", "lead", with_milestone, typed="已完成", note="已完成")
on_record("close_programme", "lead", programme, typed="新增四家", result="新增四家")
on_record(
    "accept_proposal", "leader", proposal, typed="同意", decision="同意", due_on="2026-12-31",
    follower=lambda desk: desk.head.pk,
)  # fmt: skip
on_record("reject_proposal", "leader", proposal, typed="暂不", reason="暂不")
on_record("finish_proposal", "head", accepted, typed="已设", result="已设")
on_record("reply", "stranger", exchange, typed="愿意参加", content="愿意参加")
on_record("close_exchange", "branch_manager", exchange, typed="中标", outcome="中标")
on_record("cancel_training", "manager", training, typed="改期", reason="改期")


@form("key_accounts:hold_training")
def hold_training(cast: Cast) -> Sent:
    desk = make_desk()
    record = training(desk)
    data = {f"present_{desk.lead.pk}": "on", f"score_{desk.lead.pk}": "85"}
    return Sent(desk.manager, data, [record.pk], record.matter)
