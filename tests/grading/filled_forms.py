"""Each form of regulation 3, filled in by the person whose turn it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.history.reading import newest_version
from grading import actions
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
        "void_payment", "propose_excuse", "assess",
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
