"""Each form that creates or decides, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints import actions
from complaints.figures import STATISTICS
from complaints.models import Complaint, State
from foundation import clock as time
from foundation.customers.models import Customer
from foundation.customers.register import find_or_register
from foundation.duties.actions import occurrence
from foundation.duties.declarations import RecurringDuty, Subject
from foundation.governance import handover_actions, policy_actions, stock
from foundation.history.reading import newest_version
from foundation.monthly import actions as monthly
from foundation.people.models import User
from foundation.process import approvals
from foundation.process.models import Matter, Task
from foundation.process.steps import open_matter
from tests.complaints import story
from tests.complaints.conftest import Cast, new_complaint
from tests.foundation.governance.test_handover import begin as begin_handover
from tests.foundation.governance.test_policy_changes import DAYS, propose
from tests.toy.deadlines import FILING, REVIEW


@dataclass
class Sent:
    """A form filled in: ``typed`` comes back when somebody was quicker."""

    by: User
    data: dict[str, Any]
    args: list[Any] = field(default_factory=list)
    matter: Matter | None = None
    typed: str = ""


FORMS: dict[str, Callable[[Cast], Sent]] = {}


def form(name: str) -> Callable[[Callable[[Cast], Sent]], Callable[[Cast], Sent]]:
    def register(fill: Callable[[Cast], Sent]) -> Callable[[Cast], Sent]:
        FORMS[name] = fill
        return fill

    return register


def on_complaint(name: str, who: str, state: State | None, **data: Any) -> None:
    """The form of an act on a complaint that was brought to ``state``."""

    def fill(cast: Cast) -> Sent:
        complaint = new_complaint(cast)
        if state is not None:
            complaint = story.bring_to(complaint, state, cast)
        filled = {key: value(cast) if callable(value) else value for key, value in data.items()}
        typed = next(
            (str(filled[n]) for n in ("reason", "opinion", "comment", "text") if n in filled), ""
        )
        return Sent(getattr(cast, who), filled, [complaint.pk], complaint.matter, typed)

    FORMS[f"complaints:{name}"] = fill


REPORT = {"cause_kind": "production", "cause": "虚接", "nobody_reason": "查不到人"}
on_complaint("check_grounds", "clerk", None, holds="yes", ground="quality", opinion="属实")
on_complaint("rule_on", "supervisor", State.AWAITING_RULING, accepted="yes", reason="可以")
on_complaint(
    "name_department", "admin_hr", State.AWAITING_NAMING, instructions="请查明",
    department=lambda cast: cast.works.pk, handler=lambda cast: cast.engineer.pk,
)  # fmt: skip
on_complaint("report", "engineer", State.INVESTIGATING, **REPORT)
on_complaint(
    "review_report", "head", State.UNDER_REVIEW, comment="同意",
    ticked=lambda cast: story.ticked(Complaint.objects.latest("pk")),
)  # fmt: skip
on_complaint("give_opinion", "admin_hr", State.AWAITING_OPINION, opinion="建议换货")
on_complaint("decide", "gm", State.AWAITING_GM, comment="同意")
on_complaint(
    "disposal", "engineer", State.DISPOSING, kind="exchange", discount="0", compensation="0",
    text="换新机",
)  # fmt: skip
on_complaint("approve_disposal", "head", State.AWAITING_APPROVAL, comment="同意")
on_complaint(
    "reply", "service", State.AWAITING_REPLY, mode="oral", at="2026-11-02 09:00", reached="no",
    reaction="none", content="未接",
)  # fmt: skip
on_complaint("send_back", "gm", State.AWAITING_GM, to="awaiting_opinion", reason="再议")
on_complaint("withdraw", "service", State.INVESTIGATING, reason="客户撤回")
on_complaint("void", "admin_hr", None, reason="登记错误")
on_complaint("reopen", "admin_hr", State.CLOSED, reason="客户再来电")
on_complaint("take_case", "service_head", None, owner=lambda cast: cast.service.pk)
on_complaint("wait", "service", State.INVESTIGATING, reason="等客户寄回")
on_complaint(
    "plan_prevention", "admin_hr", None, text="来料全检", owner=lambda cast: cast.engineer.pk,
    due_on="2027-01-01",
)  # fmt: skip


@form("complaints:submit_report")
def submit_report(cast: Cast) -> Sent:
    complaint = story.bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    story.write(complaint, cast)
    return Sent(cast.engineer, {}, [complaint.pk], complaint.matter)


@form("complaints:submit_disposal")
def submit_disposal(cast: Cast) -> Sent:
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_APPROVAL, cast)
    approvals.take_back(complaint, by=cast.engineer, seen=story.seen(complaint), reason="补充")
    return Sent(cast.engineer, {}, [complaint.pk], complaint.matter)


@form("complaints:merge")
def merge(cast: Cast) -> Sent:
    kept = new_complaint(cast, goods="另一台")
    complaint = story.bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    data = {"into": kept.number, "reason": "同一件事"}
    return Sent(cast.service, data, [complaint.pk], complaint.matter, "同一件事")


@form("complaints:end_wait")
def end_wait(cast: Cast) -> Sent:
    complaint = new_complaint(cast)
    actions.wait_for_customer(complaint, by=cast.service, reason="等")
    return Sent(cast.service, {}, [complaint.pk], complaint.matter)


def _prevented(cast: Cast) -> Any:
    complaint = new_complaint(cast)
    return actions.plan_prevention(
        complaint, by=cast.admin_hr, text="全检", owner=cast.engineer, due_on=time.today()
    )


@form("complaints:finish_prevention")
def finish_prevention(cast: Cast) -> Sent:
    action = _prevented(cast)
    matter = action.complaint.matter
    return Sent(cast.engineer, {"note": "已执行"}, [matter.pk, action.pk], matter, "已执行")


@form("complaints:check_effect")
def check_effect(cast: Cast) -> Sent:
    action = _prevented(cast)
    actions.finish_prevention(action, by=cast.engineer, note="已执行")
    data = {"is_effective": "no", "note": "仍有"}
    matter = action.complaint.matter
    return Sent(cast.admin_hr, data, [matter.pk, action.pk], matter, "仍有")


@form("complaints:register")
def register(cast: Cast) -> Sent:
    data = {
        "customer_kind": "consumer", "customer_name": "韩梅梅", "contact_phone": "13900002222",
        "goods": "足浴盆", "channel": "store", "ground": "quality", "what_happened": "漏水",
        "demands": ["return"], "received_at": "2026-11-02 08:00",
        "store": cast.store.pk,
    }  # fmt: skip
    return Sent(cast.clerk, data)


def _open(complaint: Complaint) -> Task:
    return Task.objects.exclude(kind="complaints.closing").get(matter=complaint.pk, closed_at=None)


@form("desk:hand_on")
def hand_on(cast: Cast) -> Sent:
    task = _open(new_complaint(cast))
    data = {"to": cast.service.pk, "reason": "外出"}
    return Sent(cast.clerk, data, [task.pk])


@form("desk:ask")
def ask(cast: Cast) -> Sent:
    task = _open(new_complaint(cast))
    data = {"asked": cast.engineer.pk, "text": "是质量问题吗？"}
    return Sent(cast.clerk, data, [task.pk])


@form("desk:answer")
def answer(cast: Cast) -> Sent:
    task = _open(new_complaint(cast))
    question = approvals.ask(task, by=cast.clerk, asked=cast.engineer, text="是吗？")
    return Sent(cast.engineer, {"text": "是"}, [question.tasks.get().pk])


@form("desk:urge")
def urge(cast: Cast) -> Sent:
    task = _open(new_complaint(cast))
    return Sent(cast.supervisor, {"comment": "请尽快"}, [task.pk])


@form("desk:take_back")
def take_back(cast: Cast) -> Sent:
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_RULING, cast)
    return Sent(cast.clerk, {"reason": "写错了"}, [complaint.pk], complaint.matter, "写错了")


@form("desk:copy")
def send_copy(cast: Cast) -> Sent:
    complaint = new_complaint(cast)
    return Sent(cast.clerk, {"to": [cast.gm.pk]}, [complaint.pk])


@form("desk:batch")
def batch(cast: Cast) -> Sent:
    complaint = story.bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    task = _open(complaint)
    data = {"task": [task.pk], f"seen-{task.pk}": complaint.matter.version}
    return Sent(cast.gm, data)


@form("governance:propose")
def propose_change(cast: Cast) -> Sent:
    data = {"value": "10", "applies_from": "2026-12-01", "reason": "人手不足"}
    return Sent(cast.admin_hr, data, [DAYS.key])


def on_change(name: str, who: str, *, is_submitted: bool, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        change = propose(cast)
        if is_submitted:
            policy_actions.submit(change, by=cast.admin_hr, seen=change.matter.version)
        return Sent(getattr(cast, who), data, [change.pk], change.matter, data.get("reason", ""))

    FORMS[f"governance:{name}"] = fill


on_change(
    "revise", "admin_hr", is_submitted=False, value="12", applies_from="2026-12-02", reason="改"
)
on_change("submit", "admin_hr", is_submitted=False)
on_change("approve", "gm", is_submitted=True, comment="同意")
on_change("send_back", "gm", is_submitted=True, reason="再议")
on_change("withdraw", "admin_hr", is_submitted=True, reason="不改了")


@form("governance:begin_handover")
def begin(cast: Cast) -> Sent:
    data = {
        "leaver": cast.engineer.pk, "successor": cast.head.pk, "last_day": "2026-12-01",
    }  # fmt: skip
    return Sent(cast.admin_hr, data)


def on_handover(name: str, who: str, *before: str, **data: Any) -> None:
    """``before``: a thing is on the list, is missing, is signed by one, by both."""

    def fill(cast: Cast) -> Sent:
        handover = begin_handover(cast)
        args = [handover.pk]
        if "thing" in before:
            item = stock.add_thing(handover, by=cast.engineer, label="钥匙")
            args.append(item.pk) if name in ("record_missing", "found_again") else None
            if "missing" in before:
                stock.record_missing(item, by=cast.engineer, reason="遗失")
        for sign in ("sign_as_leaver", "sign_as_successor"):
            if sign in before:
                now = type(handover).objects.select_related("matter").get(pk=handover.pk)
                by = now.leaver if sign == "sign_as_leaver" else now.successor
                getattr(handover_actions, sign)(now, by=by, seen=now.matter.version)
        typed = data.get("reason", data.get("label", ""))
        return Sent(getattr(cast, who), data, args, handover.matter, typed)

    FORMS[f"governance:{name}"] = fill


on_handover("add_thing", "engineer", label="仓库钥匙")
on_handover("record_missing", "engineer", "thing", reason="搬迁时遗失")
on_handover("found_again", "engineer", "thing", "missing")
on_handover("sign_as_leaver", "engineer")
on_handover("sign_in_absence", "admin_hr", reason="已失联")
on_handover("sign_as_successor", "other_clerk", "sign_as_leaver")
on_handover("handover_back", "other_clerk", "sign_as_leaver", reason="清单不全")
MISSING = ("thing", "missing", "sign_as_leaver", "sign_as_successor")
on_handover("approve_missing", "gm", *MISSING, comment="同意")
on_handover("demand_missing", "gm", *MISSING, reason="再找")
on_handover("void_handover", "admin_hr", reason="不离职了")


def on_report(name: str, who: str, *, is_submitted: bool, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        report = monthly.compute_month(STATISTICS, time.today().replace(day=1))
        if is_submitted:
            monthly.submit(report, by=cast.admin_hr, seen=report.matter.version)
        return Sent(getattr(cast, who), data, [report.pk], report.matter, data.get("reason", ""))

    FORMS[f"monthly:{name}"] = fill


on_report("submit", "admin_hr", is_submitted=False)
on_report("approve", "gm", is_submitted=True, comment="同意")
on_report("send_back", "gm", is_submitted=True, reason="请核对")


def _customer(cast: Cast, name: str = "李雷", phone: str = "13800001111") -> Customer:
    return find_or_register(by=cast.service, name=name, phone=phone, kind="consumer")


@form("customers:new")
def new_customer(cast: Cast) -> Sent:
    return Sent(cast.service, {"kind": "agent", "name": "无电话商行"})


@form("customers:edit")
def edit_customer(cast: Cast) -> Sent:
    one = _customer(cast)
    data = {"kind": "agent", "name": "李雷", "phone": "13800001111", "seen": newest_version(one)}
    return Sent(cast.service, data, [one.pk])


@form("customers:add_contact")
def add_contact(cast: Cast) -> Sent:
    return Sent(cast.service, {"name": "小王"}, [_customer(cast).pk])


@form("customers:merge")
def merge_customer(cast: Cast) -> Sent:
    kept = _customer(cast, "李磊", "13800009999")
    data = {"into": kept.pk, "confirmed": "on"}
    return Sent(cast.admin_hr, data, [_customer(cast).pk])


@form("papers:attach")
def attach(cast: Cast) -> Sent:
    data = {"file": lambda: SimpleUploadedFile("a.txt", b"a receipt"), "purpose": "回执"}
    return Sent(cast.clerk, data, [new_complaint(cast).pk])


@form("papers:void")
def void_attachment(cast: Cast) -> Sent:
    from foundation.papers.attachments import attach as keep

    file = SimpleUploadedFile("a.txt", b"a receipt")
    kept = keep(new_complaint(cast).matter, by=cast.clerk, file=file)
    return Sent(cast.clerk, {"reason": "传错了"}, [kept.pk])


def _workbook(tmp: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["类别", "名称", "电话"])
    sheet.append(["终端消费者", "韩梅梅", "13900002222"])
    book.save(tmp)
    return tmp.read_bytes()


@form("listing:import")
def import_customers(cast: Cast) -> Sent:
    from django.conf import settings

    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    content = _workbook(Path(settings.MEDIA_ROOT) / "twice.xlsx")
    data = {"file": lambda: SimpleUploadedFile("客户.xlsx", content)}
    return Sent(cast.admin_hr, data, ["customers.customers"])


def _duty(declared: RecurringDuty, cast: Cast, data: dict[str, Any], **whose: Any) -> Sent:
    """A duty of last year; the GM heads the store's parent and holds the role."""
    period = time.today().replace(year=2025, month=1, day=1)
    opened = open_matter(
        occurrence(declared, period, Subject(**whose)), by=cast.gm, article="R99.3", label="列入"
    )
    return Sent(cast.gm, data, [opened.pk], opened.matter, data["comment"])


@form("duties:declare_empty")
def declare_empty(cast: Cast) -> Sent:
    return _duty(FILING, cast, {"comment": "本月没有"}, department=cast.store)


@form("duties:finish")
def finish_duty(cast: Cast) -> Sent:
    return _duty(REVIEW, cast, {"comment": "已经检查"})
