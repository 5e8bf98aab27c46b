"""Customer files: written the same day, handed on, revisited in time, taken out and given back."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from foundation import clock as time
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.process.models import Event, Task, Violation
from foundation.process.sweep import sweep
from health_forms import actions, policies
from health_forms.actions.revisits import days, schedule
from health_forms.models import Checkout, CustomerFile, Revisit, Visit
from health_forms.schedule import stages
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    SECRET,
    WHO,
    Staff,
    attended,
    client_of,
    file_now,
    kept,
    make_staff,
    sealed,
    taken_out,
    written,
)

DAYS = {
    ("rep", True): [3, 30, 60], ("doctor", True): [15, 30, 60], ("rep", False): [3, 15],
    ("doctor", False): [],
}  # fmt: skip


def open_of(file: CustomerFile, who: str = "rep") -> list[str]:
    rows = file.revisits.filter(status="open", who=who).order_by("due_on", "pk")
    return [f"{one.due_on:%Y-%m-%d} {one.purpose}" for one in rows]


@pytest.mark.article("R4.2.7")
@pytest.mark.parametrize(
    ("is_buyer", "start", "rep", "doctor"),
    [
        (True, "2026-11-02", "11-05 guide, 12-02 opinions, 01-01 effect", "11-17, 12-02, 01-01"),
        (False, "2026-11-02", "11-05 keep_contact, 11-17 present", ""),
        (True, "2026-01-31", "02-03 guide, 03-02 opinions, 04-01 effect", "02-15, 03-02, 04-01"),
        (False, "2026-12-31", "01-03 keep_contact, 01-15 present", ""),
        (True, "2028-02-28", "03-02 guide, 03-29 opinions, 04-28 effect", "03-14, 03-29, 04-28"),
        (True, "2028-02-29", "03-03 guide, 03-30 opinions, 04-29 effect", "03-15, 03-30, 04-29"),
        (True, "2027-02-28", "03-03 guide, 03-30 opinions, 04-29 effect", "03-15, 03-30, 04-29"),
    ],
)
def test_the_schedule(is_buyer: bool, start: str, rep: str, doctor: str) -> None:
    made = stages(is_buyer=is_buyer, start=date.fromisoformat(start), days=DAYS)
    of_rep = ", ".join(f"{one.due_on:%m-%d} {one.purpose}" for one in made if one.who == "rep")
    assert of_rep == rep
    assert ", ".join(f"{one.due_on:%m-%d}" for one in made if one.who == "doctor") == doctor


@pytest.mark.article("R4.2.1", "R4.2.2", "R4.2.3", "R4.2.4", "R4.2.5", "R4.2.6", "R4.2.7")
def test_from_the_event_to_the_doctor(staff: Staff, clock: Clock) -> None:
    survey = sealed(staff)
    client = client_of(staff.rep)
    form = {
        "event_kind": "trip", "event": "太湖一日游", "attended_on": "2026-11-02",
        "seen": survey.matter.version, "key": "a",
    }  # fmt: skip
    address = reverse("health_forms:attend", args=[survey.pk])
    assert client.post(address, form | {"attended_on": "2026-11-03"}).status_code == 422
    assert client.post(address, form).status_code == 302
    file = file_now(CustomerFile.objects.get())
    assert client.post(address, form | {"key": "b"}).status_code == 422, "one of a person"
    text = {"feedback": "听得认真", "needs": "想了解睡眠", "plan": "周四上门"}
    write = reverse("health_forms:write_file", args=[file.pk])
    gap = client.post(write, text | {"plan": " ", "seen": file.matter.version, "key": "w"})
    assert gap.status_code == 422
    clock.move(days=1)
    assert client.post(write, text | {"seen": file.matter.version, "key": "w"}).status_code == 302
    file = file_now(file)
    assert (file.made_on, file.is_late) == (date(2026, 11, 3), True)
    assert open_of(file) == ["2026-11-06 keep_contact", "2026-11-18 present"]
    schedule(file, start=file.starts_on)
    assert file.revisits.count() == 2, "made again, nothing changes"
    told = str(file.told())
    assert SECRET in told and "听得认真" in told, "taken over without opening the seal"
    assert not Event.objects.filter(matter=survey.pk, step="view").exists()
    with pytest.raises(Refusal):
        actions.hand_in_file(file, by=staff.manager, seen=file.matter.version)
    actions.hand_in_file(file, by=staff.rep, seen=file.matter.version)
    clock.move(days=2)
    sweep()
    assert {one.article for one in Violation.objects.all()} == {"R4.2.6"}, "the manager is late"
    file = file_now(file)
    manager = client_of(staff.manager)
    pass_on = reverse("health_forms:pass_on", args=[file.pk])
    wrong = {"doctor": staff.rep.pk, "seen": file.matter.version, "key": "p"}
    assert manager.post(pass_on, wrong).status_code == 422
    assert manager.post(pass_on, wrong | {"doctor": staff.doctor.pk}).status_code == 302
    assert file_now(file).state == "kept"
    content = reverse("health_forms:file_content", args=[file.pk])
    readers = [staff.rep, staff.manager, staff.keeper, staff.doctor, staff.gm, staff.outsider]
    assert [one.name for one in readers if client_of(one).get(content).status_code == 200] == [
        "苏叶"
    ]
    assert Event.objects.filter(matter=file.pk, step="view").count() == 1
    page = client_of(staff.gm).get(file.get_absolute_url()).content.decode()
    assert WHO["phone"] not in page and "听得认真" not in page


@pytest.mark.article("R4.2.7")
def test_a_non_buyer_who_buys_on_day_ten_gets_the_buyers_schedule(
    staff: Staff, clock: Clock
) -> None:
    file = kept(staff)
    assert open_of(file) == ["2026-11-05 keep_contact", "2026-11-17 present"]
    clock.set("2026-11-12 10:00")
    client = client_of(staff.rep)
    buy = reverse("health_forms:record_purchase", args=[file.pk])
    data = {"bought_on": "2026-11-13", "seen": file_now(file).matter.version, "key": "b"}
    assert client.post(buy, data).status_code == 422, "not tomorrow"
    assert client.post(buy, data | {"bought_on": "2026-11-12"}).status_code == 302
    assert open_of(file) == [
        "2026-11-15 guide", "2026-12-12 opinions", "2027-01-11 effect",
    ]  # fmt: skip
    assert [row.split()[0] for row in open_of(file, "doctor")] == [
        "2026-11-27", "2026-12-12", "2027-01-11",
    ]  # fmt: skip
    assert file.revisits.filter(status="superseded").count() == 2
    assert set(file.revisits.filter(who="doctor").values_list("holder", flat=True)) == {
        staff.doctor.pk
    }
    clock.move(days=1)
    now = file_now(file)
    actions.record_purchase(now, by=staff.rep, bought_on=time.today(), seen=now.matter.version)
    assert len(open_of(file)) == 3 and "2026-11-15 guide" in open_of(file), "once is enough"
    now = file_now(file)
    actions.take_back_purchase(now, by=staff.rep, reason="退货", seen=now.matter.version)
    assert open_of(file) == [] and not file_now(file).is_buyer
    now = file_now(file)
    actions.record_purchase(now, by=staff.rep, bought_on=time.today(), seen=now.matter.version)
    assert open_of(file)[0] == "2026-11-16 guide", "bought again: anew"


@pytest.mark.article("R4.2.7", "R4.2.9")
def test_a_visit_meets_one_stage_a_day_and_a_failed_call_none(staff: Staff, clock: Clock) -> None:
    file = kept(staff, bought_on=time.today())
    data: dict[str, Any] = {"mode": "phone", "text": "介绍了用法。", "explained": True}
    with pytest.raises(Refusal) as refused:
        actions.record_visit(
            file_now(file), by=staff.rep, seen=file_now(file).matter.version, **data
        )
    assert refused.value.article == "R4.2.9", "taken out first"
    file = taken_out(staff, file)
    client = client_of(staff.rep)
    visit = reverse("health_forms:record_visit", args=[file.pk])

    def record(**more: str) -> int:
        seen = file_now(file).matter.version
        return client.post(visit, data | more | {"seen": seen, "key": str(seen)}).status_code

    assert record(text="这个产品能根治失眠") == 422 and record(explained="") == 422
    assert record(missed="no_answer", call_back_on="2026-11-04", text="没人接", explained="") == 302
    assert len(open_of(file)) == 4, "nothing met, and a date of its own"
    assert record() == 302 and record() == 302
    done = set(file.revisits.filter(status="done").values_list("purpose", flat=True))
    assert done == {"guide", "call_back"}, "two stages cannot be met on one day"
    clock.move(days=1)
    actions.give_back(file_now(file), by=staff.doctor, seen=file_now(file).matter.version)
    file = taken_out(staff, file_now(file))
    assert record() == 302
    assert file.revisits.get(purpose="opinions").status == "done", "the earliest open one"
    assert SECRET not in str(Visit.objects.values()) and "介绍了用法" not in str(
        Visit.objects.values()
    )
    page = client.get(reverse("health_forms:missed")).content.decode()
    assert WHO["phone"] in page and "无人接听" in page
    own = client.get(reverse("health_forms:file_content", args=[file.pk])).content.decode()
    assert "介绍了用法" in own and "已说明产品不能代替药品" in own
    actions.give_back(file_now(file), by=staff.rep, seen=file_now(file).matter.version)
    now = file_now(file)
    actions.record_visit(now, by=staff.doctor, seen=now.matter.version, **data)
    assert file.revisits.filter(who="doctor", status="done").count() == 1
    now = file_now(file)
    with pytest.raises(Refusal):
        actions.plan_visit(
            now, by=staff.doctor, who="doctor", due_on=time.today(), seen=now.matter.version
        )
    actions.plan_visit(
        now, by=staff.manager, who="doctor", due_on=time.today(), seen=now.matter.version
    )
    assert "planned" in open_of(file, "doctor")[0]


@pytest.mark.article("R4.2.9")
def test_a_file_not_given_back_by_midnight_is_flagged_and_escalated(
    staff: Staff, clock: Clock
) -> None:
    file = taken_out(staff, kept(staff))
    with pytest.raises(Refusal, match="已被调用"):
        taken_out(staff, file)
    sweep()
    assert not Violation.objects.exists()
    clock.set("2026-11-03 00:00")
    sweep()
    violation = Violation.objects.get()
    assert (violation.article, violation.person) == ("R4.2.9", staff.rep)
    told = Notice.objects.filter(template="process/overdue")
    assert {notice.recipient.name for notice in told} == {"柳青", "罗远", "苏叶"}
    assert WHO["name"] not in str(list(told.values_list("context", flat=True)))
    client_of(staff.rep).post(
        reverse("health_forms:give_back", args=[file.pk]),
        {"seen": file_now(file).matter.version, "key": "g"},
    )
    assert not Checkout.objects.filter(given_back_at=None).exists()
    assert not Task.objects.filter(kind="health_forms.give_back", closed_at=None).exists()


@pytest.mark.article("R4.2.9")
def test_one_holder_at_a_time_also_at_the_same_moment(clock: Clock, transactional_db: None) -> None:
    staff = make_staff()
    file = kept(staff)
    told: list[str] = []

    def take() -> None:
        try:
            actions.take_out(file, by=staff.rep, seen=file.matter.version)
            told.append("out")
        except Refusal as refusal:
            told.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for __ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["Stale", "Stale", "Stale", "out"]
    assert Checkout.objects.count() == 1


@pytest.mark.article("R4.2.7", "R4.2.8")
def test_one_notice_a_person_and_morning_without_a_name_and_the_doctors_board(
    staff: Staff, clock: Clock
) -> None:
    file = kept(staff, bought_on=time.today())
    kept(staff, name="李桂芳")
    clock.set("2026-11-05 06:59")
    assert actions.remind() == 0
    clock.set("2026-11-05 07:00")
    assert [actions.remind(), actions.remind()] == [1, 0], "the doctor has nothing yet"
    notice = Notice.objects.get(template="health_forms/morning")
    assert notice.recipient == staff.rep
    assert notice.context == {"due": 2, "soon": 0, "late": 0}
    clock.set("2026-11-06 10:00")
    actions.remind()
    late = (
        Notice.objects.filter(template="health_forms/morning", recipient=staff.rep)
        .order_by("pk")
        .last()
    )
    assert late is not None and late.context == {"due": 0, "soon": 0, "late": 2}
    doctor = client_of(staff.doctor)
    board = doctor.get(reverse("health_forms:board")).content.decode()
    assert "柳青" in board and '<span class="badge tone-red">2</span>' in board
    word = {"to": staff.rep.pk, "text": "先打逾期的两位", "key": "r"}
    assert doctor.post(reverse("health_forms:remark"), word).status_code == 302
    assert "先打逾期的两位" not in str(list(Notice.objects.values_list("context", flat=True)))
    mine = client_of(staff.rep).get(reverse("health_forms:revisits")).content.decode()
    assert "先打逾期的两位" in mine and file.matter.number in mine and WHO["name"] not in mine
    assert client_of(staff.rep).get(reverse("health_forms:board")).status_code == 404


@pytest.mark.article("R4.2.7")
def test_who_moves_away_or_withdraws_leaves_all_lists(staff: Staff) -> None:
    first, second = kept(staff), kept(staff, name="李桂芳")
    client = client_of(staff.rep)
    client.post(
        reverse("health_forms:close_file", args=[first.pk]),
        {"ending": "moved", "seen": first.matter.version, "key": "c"},
    )
    assert file_now(first).get_ending_display() == "已搬离"
    assert open_of(first) == [] and open_of(second) != []
    survey = second.survey
    actions.withdraw(survey, by=staff.keeper, seen=survey.matter.version)
    assert open_of(second) == [] and file_now(second).state == "erased"
    assert (file_now(second).answers, file_now(second).matter.title) == ("", "已删除")
    assert client.get(reverse("health_forms:file_content", args=[second.pk])).status_code == 404


@pytest.mark.article("R4.2.7")
def test_the_days_are_policy(staff: Staff) -> None:
    assert days() == {
        ("rep", True): [3, 30, 60], ("doctor", True): [15, 30, 60], ("rep", False): [3, 15],
        ("doctor", False): (),
    }  # fmt: skip
    check = policies.REP_BUYER.check
    assert check is not None
    for wrong in ([3, 30], [30, 3, 60], [0, 3, 5]):
        with pytest.raises(Refusal):
            check(wrong)
    assert attended(staff).state == "to_write"
    file = written(staff, name="李桂芳")
    assert file.due_on + timedelta(days=3) == Revisit.objects.filter(file=file)[0].due_on
