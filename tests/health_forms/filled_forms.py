"""Each form of regulation 4, filled in by the person whose turn it is."""

from __future__ import annotations

from typing import Any

from django.core import signing

from foundation import clock
from health_forms import actions
from health_forms.models import FormDesign
from health_forms.views.surveys import SALT
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.health_forms.conftest import (
    ANSWERS,
    WHO,
    WRITTEN,
    Staff,
    agreed,
    allocated,
    asked,
    attended,
    fresh,
    given_to_manager,
    handed_in,
    heard,
    kept,
    make_staff,
    met,
    numbered,
    opened,
    penalised,
    proposed,
    requested,
    sealed,
    surveyed,
    taken_out,
    written,
)

# What has no matter yet, or none of its own.
FREE = {
    "health_forms:agree_on", "health_forms:allocate", "health_forms:ask_to_read", "health_forms:finish_action", "health_forms:hold_meeting", "health_forms:propose_penalty", "health_forms:ask_to_open", "health_forms:attend", "health_forms:number_blanks", "health_forms:propose", "health_forms:receive_request",
    "health_forms:publish", "health_forms:remark", "health_forms:set_territory", "health_forms:take",
    "health_forms:write_note",
}  # fmt: skip


@form("health_forms:take")
def take(cast: Cast) -> Sent:
    staff, design = make_staff(), FormDesign.objects.first()
    assert design is not None
    note = [staff.rep.pk, design.pk, clock.now().isoformat(), "signed", "T-9"]
    answers = {f"q_{code}": answer for code, answer in ANSWERS.items() if answer != "—"}
    data = {
        "consent": signing.dumps(note, salt=SALT), "filled_by": "self", **WHO, **answers,
        "q_supplements_declined": "on",
    }  # fmt: skip
    return Sent(staff.rep, data)


@form("health_forms:publish")
def publish(cast: Cast) -> Sent:
    data = {
        "opening": "我是{company}的。", "consent": "{company}处理您的信息以便销售。",
        "questions": "基本情况 | 文字 | 爱好",
    }  # fmt: skip
    return Sent(make_staff().keeper, data)


def on_survey(name: str, who: str, prepare: Any = surveyed, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        staff: Staff = make_staff()
        survey = prepare(staff)
        if "to" in data:
            data["to"] = staff.colleague.pk
        typed = next((str(data[k]) for k in ("reason", "text") if k in data), "")
        return Sent(getattr(staff, who), data, [survey.pk], fresh(survey).matter, typed)

    FORMS[f"health_forms:{name}"] = fill


on_survey("hand_in", "rep")
on_survey("seal", "keeper", allocated)
on_survey("withdraw", "keeper", sealed)
on_survey("change_proposal", "manager", handed_in, to=0, reason="会说本地话")
on_survey("reallocate", "manager", sealed, to=0, reason="原代表调岗")
on_survey("end_contact", "rep", sealed, ending="moved")
on_survey("write_note", "rep", sealed, text="下午去电")
on_survey("ask_to_open", "doctor", sealed, purpose="read", reason="核对用药")


@form("health_forms:propose")
def propose(cast: Cast) -> Sent:
    staff = make_staff()
    handed_in(staff)
    return Sent(staff.manager, {})


@form("health_forms:allocate")
def allocate(cast: Cast) -> Sent:
    staff = make_staff()
    proposed(staff)
    return Sent(staff.manager, {})


@form("health_forms:set_territory")
def set_territory(cast: Cast) -> Sent:
    staff = make_staff()
    return Sent(staff.manager, {"person": staff.rep.pk, "district": "鼓楼区"})


def on_opening(name: str, who: str, prepare: Any = asked, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        staff: Staff = make_staff()
        opening = prepare(staff)
        typed = next((str(data[k]) for k in ("reason", "comment") if k in data), "")
        return Sent(getattr(staff, who), data, [opening.pk], opening.matter, typed)

    FORMS[f"health_forms:{name}"] = fill


on_opening("approve_opening", "gm", comment="同意")
on_opening("refuse_opening", "gm", reason="没有必要")
on_opening("end_opening", "doctor", opened)

on_survey(
    "receive_request", "rep", sealed, kind="see", identified_by="回拨电话", received_on="2026-11-02"
)


@form("health_forms:answer_request")
def answer_request(cast: Cast) -> Sent:
    staff = make_staff()
    request = requested(staff, kind="erase")
    return Sent(staff.keeper, {"comment": "已删除"}, [request.pk], request.matter, "已删除")


@form("health_forms:correct")
def correct(cast: Cast) -> Sent:
    staff = make_staff()
    request = requested(staff, kind="correct")
    answers = {f"q_{code}": answer for code, answer in ANSWERS.items() if answer != "—"}
    data = {**WHO, **answers, "q_supplements_declined": "on"}
    return Sent(staff.keeper, data, [request.pk], request.matter, WHO["address"])


@form("health_forms:number_blanks")
def number_blanks(cast: Cast) -> Sent:
    staff = make_staff()
    return Sent(staff.keeper, {"count": "3", "given_to": staff.rep.pk})


@form("health_forms:void_blanks")
def void_blanks(cast: Cast) -> Sent:
    staff = make_staff()
    batch = numbered(staff)
    return Sent(staff.keeper, {"reason": "印坏"}, [batch.pk], batch.matter, "印坏")


@form("health_forms:settle")
def settle(cast: Cast) -> Sent:
    staff = make_staff()
    file = attended(staff)
    actions.take(
        by=staff.rep, consent=agreed(), contact=WHO, answers=ANSWERS | {"pressure": "正常"},
        filled_by="self",
    )  # fmt: skip
    return Sent(staff.rep, {"pressure": "正常"}, [file.pk], file.matter)


on_survey("attend", "rep", sealed, event_kind="trip", event="太湖一日游", attended_on="2026-11-02")


def on_file(name: str, by: str, prepare: Any = kept, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        staff: Staff = make_staff()
        file = prepare(staff)
        given = {key: value(staff) if callable(value) else value for key, value in data.items()}
        typed = next((str(data[k]) for k in ("text", "plan", "reason") if k in data), "")
        return Sent(getattr(staff, by), given, [file.pk], file.matter, typed)

    FORMS[f"health_forms:{name}"] = fill


on_file("write_file", "rep", attended, **WRITTEN)
on_file("hand_in_file", "rep", written)
on_file("pass_on", "manager", given_to_manager, doctor=lambda staff: staff.doctor.pk)
on_file("close_file", "rep", ending="moved")
on_file("ask_to_read", "keeper", reason="核对投诉")
on_file("take_out", "rep")
on_file("give_back", "rep", taken_out)
on_file("record_visit", "rep", taken_out, mode="phone", text="介绍了用法", explained="on")
on_file("plan_visit", "manager", who="doctor", due_on="2026-12-01")
on_file("record_purchase", "rep", bought_on="2026-11-02")
on_file(
    "take_back_purchase", "rep", lambda staff: kept(staff, bought_on=clock.today()), reason="退货"
)


on_file(
    "propose_penalty", "manager", amount="100", kind="loss", reason="遗失",
    person=lambda staff: staff.rep.pk,
)  # fmt: skip


def on_penalty(name: str, person: str, prepare: Any = penalised, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        staff: Staff = make_staff()
        penalty = prepare(staff)
        return Sent(
            getattr(staff, person), data, [penalty.pk], penalty.matter, next(iter(data.values()))
        )

    FORMS[f"health_forms:{name}"] = fill


on_penalty("state_case", "rep", statement="下雨淋湿")
on_penalty("approve_penalty", "gm", heard, comment="同意")
on_penalty("refuse_penalty", "gm", reason="情有可原")
on_penalty("restore", "rep", comment="已补齐")


@form("health_forms:hold_meeting")
def hold_meeting(cast: Cast) -> Sent:
    staff = make_staff()
    data = {
        "held_on": clock.today().isoformat(), "attendees": [staff.doctor.pk], "minutes": "核对",
    }  # fmt: skip
    return Sent(staff.manager, data)


@form("health_forms:agree_on")
def agree_on(cast: Cast) -> Sent:
    staff = make_staff()
    data = {"what": "补打电话", "owner": staff.doctor.pk, "due_on": "2026-12-01"}
    return Sent(staff.manager, data, [met(staff).pk])


@form("health_forms:finish_action")
def finish_action(cast: Cast) -> Sent:
    staff = make_staff()
    action = actions.agree_on(
        met(staff), by=staff.manager, what="补打电话", owner=staff.doctor, due_on=clock.today()
    )
    return Sent(staff.doctor, {}, [action.pk])


@form("health_forms:remark")
def remark(cast: Cast) -> Sent:
    staff = make_staff()
    return Sent(staff.doctor, {"to": staff.rep.pk, "text": "先打逾期的"})
