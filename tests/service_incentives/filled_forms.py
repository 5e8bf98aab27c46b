"""Each form of regulation 5, filled in by the person whose turn it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from foundation.history.reading import newest_version
from service_incentives import actions
from service_incentives.models import Coefficient, PayLine, Trip
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.service_incentives.conftest import (
    Crew,
    bring_to,
    fresh,
    make_crew,
    new_finding,
    new_trip,
    start,
)
from tests.service_incentives.quarter import assessed, now, quarter, sold

# Plain rows have no matter: what they say of a quicker colleague is tested in test_pages.
FREE = {
    f"service_incentives:{name}"
    for name in (
        "start", "enter_trip", "change_trip", "void_trip", "decide_paper", "propose", "object_to",
        "answer", "add_kind", "propose_coefficient", "approve_coefficient", "set_position",
        "add_project", "change_project", "open_round", "register_sale", "enter_payroll",
    )
}  # fmt: skip
TRIP = {
    "person": "sve1", "project": "P-001", "started_on": "2026-10-08", "ended_on": "2026-10-10",
    "visit": "first", "paper": "signed",
}  # fmt: skip


def on_run(name: str, who: str, state: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        run = start(crew)
        if state != "draft":
            run = bring_to(run, state, crew)
        typed = str(data.get("comment") or data.get("reason") or data.get("paid_on") or "")
        return Sent(getattr(crew, who), data, [run.pk], run.matter, typed)

    FORMS[f"service_incentives:{name}"] = fill


on_run("calculate_again", "clerk", "draft")
on_run("confirm", "head", "draft", comment="已核对")
on_run("check_finance", "finance", "awaiting_finance", comment="金额相符")
on_run("check_hr", "hr", "awaiting_hr", comment="同意")
on_run("approve", "gm", "awaiting_leader", comment="同意发放")
on_run("pay", "hr", "approved", paid_on="2026-11-02")
on_run("lock", "hr", "paid")
on_run("send_back", "finance", "awaiting_finance", reason="请核对行程")
on_run("void_run", "clerk", "draft", reason="建错了")


def on_parts(name: str, who: str, state: str, **data: Any) -> None:
    """The form of an act on a spare-part run that was brought to ``state``."""

    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        sold(crew)
        run = quarter(crew, "spare_parts")
        if state != "gathering":
            actions.gather(fresh(run), by=crew.specialist, seen=fresh(run).matter.version)
        if state == "awaiting_subsidiary":
            actions.allocate(fresh(run), by=crew.office, seen=fresh(run).matter.version)
        typed = str(data.get("comment") or data.get("reason") or "")
        return Sent(getattr(crew, who), data, [run.pk], fresh(run).matter, typed)

    FORMS[f"service_incentives:{name}"] = fill


on_parts("gather", "specialist", "gathering", comment="已汇总")
on_parts("allocate", "office", "awaiting_office", comment="已审核")
on_parts("approve_parts", "subsidiary_gm", "awaiting_subsidiary", comment="同意")
on_parts("share_pool", "head", "gathering", person="sve3", amount="50", reason="组织抢修")


@form("service_incentives:decide_tie")
def decide_tie(cast: Cast) -> Sent:
    crew = make_crew()
    assessed(crew, dict.fromkeys((crew.engineer, crew.other, crew.leader, crew.manager), 80))
    run = quarter(crew)
    data = {"place": "1", "amount": "1250", "reason": "四人同分"}
    return Sent(crew.hr, data, [run.pk], run.matter, "四人同分")


@form("service_incentives:open_round")
def open_round(cast: Cast) -> Sent:
    return Sent(make_crew().clerk, {"quarter": "2026-08-01"})


def on_round(name: str, who: str, state: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        one = assessed(crew, {crew.engineer: 90}, approved=False)
        if state == "submitted":
            actions.submit_round(now(one), by=crew.clerk, seen=now(one).matter.version)
        typed = str(data.get("comment") or data.get("reason") or data.get("note") or "")
        return Sent(getattr(crew, who), data, [one.pk], now(one).matter, typed)

    FORMS[f"service_incentives:{name}"] = fill


SCORES = {"quality": "91", "workload": "80", "cost": "70"}
on_round("score", "clerk", "draft", person="sve2", note="抢修多", **SCORES)
on_round("submit_round", "clerk", "draft")
on_round("approve_round", "head", "submitted", comment="同意")
on_round("return_round", "head", "submitted", reason="成本分有误")


@form("service_incentives:register_sale")
def register_sale(cast: Cast) -> Sent:
    data = {
        "contract_no": "HT-900", "customer": "港口集团", "signed_on": "2026-09-01",
        "contract_amount": "12200", "parts_price": "10000", "parts_cost": "5000",
        "service_fee": "2200", "person_days": "2", "shares": "sve1 60\nsve2 40",
    }  # fmt: skip
    return Sent(make_crew().specialist, data)


def on_sale(name: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        sale = sold(crew, paid=False)
        typed = str(data.get("reason") or data.get("note") or "")
        return Sent(crew.specialist, data, [sale.pk], sale.matter, typed)

    FORMS[f"service_incentives:{name}"] = fill


on_sale("record_receipt", amount="12200", received_on="2026-09-30", note="电汇")
on_sale("void_sale", reason="重复登记")


@form("service_incentives:withdraw_receipt")
def withdraw_receipt(cast: Cast) -> Sent:
    crew = make_crew()
    sale = sold(crew)
    data = {"receipt": sale.receipts.get().pk, "reason": "记错合同"}
    return Sent(crew.specialist, data, [sale.pk], sale.matter, "记错合同")


@form("service_incentives:enter_payroll")
def enter_payroll(cast: Cast) -> Sent:
    data = {
        "person": "sve1", "payer": "employer", "month": "2026-11-01", "months": "11",
        "income": "88000", "deductions": "22000", "withheld": "300", "account": "6222000011112222",
    }  # fmt: skip
    return Sent(make_crew().hr, data)


@form("service_incentives:start")
def begin(cast: Cast) -> Sent:
    return Sent(make_crew().clerk, {"kind": "monthly", "period": "2026-09-15"})


@form("service_incentives:enter_trip")
def enter(cast: Cast) -> Sent:
    crew = make_crew()
    return Sent(crew.clerk, TRIP | {"kind": crew.kind.pk})


def on_trip(name: str, who: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        facts = {"paper": "unsigned", "paper_reason": "停电"} if name == "decide_paper" else {}
        trip: Trip = new_trip(crew, **facts)
        given = data | ({"kind": crew.kind.pk} if name == "change_trip" else {})
        return Sent(getattr(crew, who), given | {"seen": newest_version(trip)}, [trip.pk])

    FORMS[f"service_incentives:{name}"] = fill


on_trip("change_trip", "clerk", **TRIP | {"ended_on": "2026-10-11"})
on_trip("void_trip", "clerk", reason="重复登记")
on_trip("decide_paper", "head", is_fined="yes", reason="")


@form("service_incentives:propose")
def propose(cast: Cast) -> Sent:
    data = {
        "kind": "praise", "person": "sve1", "happened_on": "2026-10-12", "amount": "300",
        "evidence": "来信",
    }  # fmt: skip
    return Sent(make_crew().clerk, data)


def on_finding(name: str, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        crew = make_crew()
        finding = new_finding(crew, "praise", decided=False, amount=Decimal(300))
        typed = data.get("reason") or data.get("comment") or ""
        return Sent(crew.head, data, [finding.pk], finding.matter, typed)

    FORMS[f"service_incentives:{name}"] = fill


on_finding("decide", comment="属实")
on_finding("refuse", reason="来信不实")
on_finding("void_finding", reason="登记错误")


def _line(crew: Crew) -> PayLine:
    new_trip(crew, worth="20")
    start(crew)
    own = PayLine.objects.current().filter(person=crew.engineer, kind="points")
    line: PayLine = own.latest("pk")
    return line


@form("service_incentives:object_to")
def object_to(cast: Cast) -> Sent:
    crew = make_crew()
    return Sent(crew.engineer, {"text": "少计一次"}, [_line(crew).pk])


@form("service_incentives:answer")
def answer(cast: Cast) -> Sent:
    crew = make_crew()
    objection = actions.object_to(_line(crew), by=crew.engineer, text="少计一次")
    return Sent(crew.head, {"is_upheld": "no", "text": "已含"}, [objection.pk])


@form("service_incentives:add_kind")
def add_kind(cast: Cast) -> Sent:
    return Sent(make_crew().clerk, {"code": "B", "name": "巡检"})


@form("service_incentives:propose_coefficient")
def propose_coefficient(cast: Cast) -> Sent:
    crew = make_crew()
    data = {"kind": crew.kind.pk, "value": "2", "applies_from": "2026-12-01", "note": ""}
    return Sent(crew.clerk, data)


@form("service_incentives:approve_coefficient")
def approve_coefficient(cast: Cast) -> Sent:
    crew = make_crew()
    given = Coefficient(kind=crew.kind, value=Decimal(2), applies_from=date(2026, 12, 1))
    return Sent(crew.head, {}, [actions.propose_coefficient(given, by=crew.clerk).pk])


@form("service_incentives:set_position")
def set_position(cast: Cast) -> Sent:
    data = {"person": "sve1", "position": "leader", "since": "2026-11-01"}
    return Sent(make_crew().clerk, data)


@form("service_incentives:change_project")
def change_project(cast: Cast) -> Sent:
    project = make_crew().project
    data = {
        "code": project.code, "name": project.name, "engineer": "sve1",
        "energised_on": "2026-05-20", "seen": newest_version(project),
    }  # fmt: skip
    return Sent(make_crew().clerk, data, [project.pk])


@form("service_incentives:add_project")
def add_project(cast: Cast) -> Sent:
    return Sent(make_crew().clerk, {"code": "P-9", "name": "港口", "engineer": "sve1"})
