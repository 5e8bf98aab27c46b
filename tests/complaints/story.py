"""The way of a complaint up to a state, each step by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from complaints import actions
from complaints.models import Complaint, State
from complaints.policies import checklist
from foundation import clock
from tests.complaints.conftest import Cast


def seen(complaint: Complaint) -> int:
    return Complaint.objects.select_related("matter").get(pk=complaint.pk).matter.version


def ticked(complaint: Complaint) -> list[str]:
    return checklist(Complaint.objects.get(pk=complaint.pk))


def check(complaint: Complaint, cast: Cast) -> None:
    actions.check_grounds(
        complaint, by=cast.clerk, holds=True, opinion="属实", ground="quality", seen=seen(complaint)
    )


def accept(complaint: Complaint, cast: Cast) -> None:
    actions.rule_on(complaint, by=cast.supervisor, accepted=True, reason="", seen=seen(complaint))


def name(complaint: Complaint, cast: Cast) -> None:
    actions.name_department(
        complaint, by=cast.admin_hr, department=cast.works, handler=cast.engineer,
        instructions="请查明原因", seen=seen(complaint),
    )  # fmt: skip


def write(complaint: Complaint, cast: Cast) -> None:
    actions.write_report(
        complaint, by=cast.engineer, responsible_people=[], responsible_departments=[cast.works],
        nobody_reason="", cause_kind="production", cause="电机焊点虚接", course="拆检三台",
        conclusion="属质量问题", countermeasures="更换电机", prevention="来料全检",
    )  # fmt: skip


def report(complaint: Complaint, cast: Cast) -> None:
    write(complaint, cast)
    actions.submit_report(complaint, by=cast.engineer, seen=seen(complaint))


def review(complaint: Complaint, cast: Cast) -> None:
    actions.review_report(
        complaint, by=cast.head, comment="同意", seen=seen(complaint), ticked=ticked(complaint)
    )


def opine(complaint: Complaint, cast: Cast) -> None:
    actions.give_opinion(complaint, by=cast.admin_hr, opinion="建议换货", seen=seen(complaint))


def decide(complaint: Complaint, cast: Cast) -> None:
    actions.decide(complaint, by=cast.gm, seen=seen(complaint))


def dispose(complaint: Complaint, cast: Cast) -> None:
    actions.write_disposal(
        complaint, by=cast.engineer, kind="exchange", text="换新机", discount=Decimal(0),
        compensation=Decimal(200), sales_rule="销售规定第五条",
    )  # fmt: skip
    actions.submit_disposal(complaint, by=cast.engineer, seen=seen(complaint))


def approve(complaint: Complaint, cast: Cast) -> None:
    actions.approve_disposal(complaint, by=cast.head, seen=seen(complaint))


def reply(complaint: Complaint, cast: Cast, *, reached: bool = True) -> None:
    actions.record_reply(
        complaint, by=cast.service, mode="oral", at=clock.now(), content="已换货", reached=reached,
        reaction="satisfied" if reached else "none", seen=seen(complaint),
    )  # fmt: skip


STEPS: list[tuple[State, Callable[[Complaint, Cast], None]]] = [
    (State.AWAITING_RULING, check),
    (State.AWAITING_NAMING, accept),
    (State.INVESTIGATING, name),
    (State.UNDER_REVIEW, report),
    (State.AWAITING_OPINION, review),
    (State.AWAITING_GM, opine),
    (State.DISPOSING, decide),
    (State.AWAITING_APPROVAL, dispose),
    (State.AWAITING_REPLY, approve),
    (State.CLOSED, reply),
]


def bring_to(complaint: Complaint, state: State, cast: Cast) -> Complaint:
    for reached, step in STEPS:
        step(complaint, cast)
        if reached == state:
            break
    fresh: Complaint = Complaint.objects.select_related("matter").get(pk=complaint.pk)
    assert fresh.state == state
    return fresh
