"""Each form of regulation 3, filled in by the person whose turn it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.history.reading import newest_version
from grading import actions
from grading.models import Campaign, Touchpoint
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.grading.conftest import (
    Desk,
    make_desk,
    new_customer,
    new_line,
    new_payment,
    new_receivable,
)

# Plain rows have no matter: what they say of a quicker colleague is tested in test_records.
FREE = {
    f"grading:{name}"
    for name in (
        "enter_line", "change_line", "cancel_order", "add_product", "change_product",
        "enter_receivable", "change_receivable", "void_receivable", "record_payment",
        "void_payment", "propose_excuse", "assess", "start",
        "propose_override", "plan_campaign", "change_campaign", "record_touchpoint",
        "change_touchpoint", "void_touchpoint",
    )
}  # fmt: skip
LINE = {
    "order_no": "DD-900", "line_no": "1", "dated_on": "2026-10-05", "product": "G-1",
    "quantity": "2", "amount": "200", "cost": "120",
}  # fmt: skip
OWED = {"number": "YS-900", "due_on": "2026-10-05", "amount": "200"}


@form("grading:enter_line")
def enter_line(cast: Cast) -> Sent:
    desk = make_desk()
    return Sent(desk.sales, LINE | {"customer": f"#{new_customer(desk).pk}"})


@form("grading:enter_receivable")
def enter_receivable(cast: Cast) -> Sent:
    desk = make_desk()
    return Sent(desk.finance, OWED | {"customer": f"#{new_customer(desk).pk}"})


@form("grading:add_product")
def add_product(cast: Cast) -> Sent:
    return Sent(
        make_desk().sales, {"code": "G-9", "name": "水泵", "unit": "台", "unit_factor": "2"}
    )


@form("grading:start")
def start(cast: Cast) -> Sent:
    return Sent(make_desk().manager, {"as_of": "2026-10-31"})


@form("grading:assess")
def assess(cast: Cast) -> Sent:
    desk = make_desk()
    points = {f"points_{code}": "6" for code in ("demand", "means", "fit", "will")}
    given = {
        "customer": f"#{new_customer(desk).pk}", "assessed_on": "2026-10-05", "reason": "来访",
    }  # fmt: skip
    return Sent(desk.owner, given | points)


def on_row(name: str, who: str, make: Any, data: Any = None) -> None:
    """The form about a plain row; it says which version it has seen."""

    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        row = make(desk)
        given = (data(row) if data else {"reason": "登记有误"}) | {"seen": newest_version(row)}
        return Sent(getattr(desk, who), given, [row.pk])

    FORMS[f"grading:{name}"] = fill


def a_line(desk: Desk) -> Any:
    return new_line(desk, new_customer(desk))


def owed(desk: Desk) -> Any:
    return new_receivable(desk, new_customer(desk))


def paid(desk: Desk) -> Any:
    return new_payment(desk, owed(desk), date(2026, 9, 2), 100)


on_row("change_line", "sales", a_line, lambda row: LINE | {"customer": f"#{row.customer_id}"})
on_row("cancel_order", "sales", a_line)
on_row("change_receivable", "finance", owed, lambda row: OWED | {"customer": f"#{row.customer_id}"})
on_row("void_receivable", "finance", owed)
on_row("void_payment", "finance", paid)
on_row(
    "record_payment", "finance", owed,
    lambda row: {"paid_on": "2026-09-02", "amount": "100", "reference": "P-1"},
)  # fmt: skip
on_row("propose_excuse", "owner", owed)
on_row(
    "change_product", "sales", lambda desk: desk.product,
    lambda row: {"code": row.code, "name": row.name, "unit": "箱", "unit_factor": "3"},
)  # fmt: skip


def on_excuse(name: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        excuse = actions.propose_excuse(owed(desk), by=desk.sales, reason="对账")
        typed = str(next(iter(data.values())))
        return Sent(desk.manager, data, [excuse.pk], excuse.matter, typed)

    FORMS[f"grading:{name}"] = fill


on_excuse("approve_excuse", comment="情况属实")
on_excuse("refuse_excuse", reason="并非不可抗力")


@form("grading:propose_override")
def propose_override(cast: Cast) -> Sent:
    desk = make_desk()
    data = {"grade": "A", "ends_on": "2026-12-31", "reason": "战略客户"}
    return Sent(desk.owner, data, [new_customer(desk).pk])


def on_override(name: str, approved: bool, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        override = actions.propose_override(
            new_customer(desk),
            by=desk.sales,
            grade="A",
            reason="战略客户",
            ends_on=date(2026, 12, 31),
        )
        if approved:
            actions.approve_override(override, by=desk.manager, seen=override.matter.version)
        typed = str(next(iter(data.values())))
        return Sent(desk.manager, data, [override.pk], override.matter, typed)

    FORMS[f"grading:{name}"] = fill


on_override("approve_override", False, comment="同意")
on_override("refuse_override", False, reason="理由不足")
on_override("end_override", True, reason="合作终止")


CAMPAIGN = {
    "name": "秋季", "channel": "telephone", "starts_on": "2026-09-01", "ends_on": "2026-09-30",
    "budget": "20000", "note": "",
}  # fmt: skip


def a_campaign(desk: Desk) -> Any:
    given = CAMPAIGN | {"budget": None, "starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 2)}
    return actions.plan_campaign(Campaign(**given), by=desk.sales)


on_row("change_campaign", "sales", a_campaign, lambda row: CAMPAIGN | {"name": "秋冬"})


def a_contact(desk: Desk) -> Any:
    touched = Touchpoint(customer=new_customer(desk), channel="online", touched_on=date(2026, 9, 2))
    return actions.record_touchpoint(touched, by=desk.owner)


on_row(
    "change_touchpoint", "owner", a_contact,
    lambda row: {"customer": f"#{row.customer_id}", "channel": "telephone",
                 "touched_on": "2026-09-03", "note": "改日"},
)  # fmt: skip
on_row("void_touchpoint", "owner", a_contact)


@form("grading:plan_campaign")
def plan_campaign(cast: Cast) -> Sent:
    return Sent(make_desk().sales, CAMPAIGN)


@form("grading:record_touchpoint")
def record_touchpoint(cast: Cast) -> Sent:
    desk = make_desk()
    data = {
        "customer": f"#{new_customer(desk).pk}", "campaign": a_campaign(desk).pk,
        "channel": "telephone", "touched_on": "2026-09-02", "note": "有意向",
    }  # fmt: skip
    return Sent(desk.owner, data)
