"""Penalties, service meetings, and what stands in the way of leaving."""

from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.urls import reverse

from foundation.articles import Refusal
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.governance.holdings import Move, holdings
from foundation.governance.leaving import leave, still_held
from foundation.process.models import Event, Task
from health_forms import actions
from health_forms.figures import compute
from health_forms.models import Checkout, Meeting, MeetingAction, Penalty
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    WHO,
    Staff,
    client_of,
    file_now,
    found_in_database,
    kept,
    penalised,
    penalty_now,
    taken_out,
)


@pytest.mark.article("R4.2.10")
def test_a_penalty_is_between_50_and_500_heard_and_decided_by_the_gm(staff: Staff) -> None:
    file = kept(staff)
    address = reverse("health_forms:propose_penalty", args=[file.pk])
    form = {"person": staff.rep.pk, "kind": "loss", "reason": "遗失", "seen": file.matter.version}
    client = client_of(staff.manager)
    for amount in ("49", "501", "49.99", "500.01"):
        answer = client.post(address, form | {"amount": amount, "key": amount})
        assert answer.status_code == 422 and "50 至 500 元" in answer.content.decode()
    with pytest.raises(Refusal) as refused:
        penalised(staff, file, amount="501")
    assert refused.value.article == "R4.2.10"
    with pytest.raises(Refusal):
        penalised(staff, file, by=staff.doctor)
    assert client.post(address, form | {"amount": "500", "key": "ok"}).status_code == 302
    penalty = penalty_now(Penalty.objects.get())
    assert penalty.amount == 500 and penalised(staff, file, amount="50").amount == 50
    own = {task.kind for task in Task.objects.filter(matter=penalty.pk, assignee=staff.rep)}
    assert own == {"health_forms.statement", "health_forms.restore"}
    with pytest.raises(Refusal):
        actions.approve_penalty(penalty, by=staff.gm, seen=penalty.matter.version)
    client_of(staff.rep).post(
        reverse("health_forms:state_case", args=[penalty.pk]),
        {"statement": "下雨淋湿", "seen": penalty.matter.version, "key": "s"},
    )
    penalty = penalty_now(penalty)
    with pytest.raises(Refusal):
        actions.approve_penalty(penalty, by=staff.manager, seen=penalty.matter.version)
    client_of(staff.gm).post(
        reverse("health_forms:approve_penalty", args=[penalty.pk]),
        {"seen": penalty.matter.version, "key": "a"},
    )
    penalty = penalty_now(penalty)
    assert (penalty.state, penalty.decided_by) == ("approved", staff.gm)
    actions.restore(penalty, by=staff.rep, comment="已补齐", seen=penalty.matter.version)
    assert not Task.objects.filter(matter=penalty.pk, closed_at=None).exists()
    assert WHO["name"] not in penalty.matter.title
    assert client_of(staff.colleague).get(penalty.get_absolute_url()).status_code == 404
    assert "不从工资中扣除" in client_of(staff.rep).get(penalty.get_absolute_url()).content.decode()


@pytest.mark.article("R4.2.12")
def test_nobody_leaves_with_files_in_hand(staff: Staff, clock: Clock) -> None:
    file = taken_out(staff, kept(staff))
    held = still_held(staff.rep)
    assert any("R4.2.12" in line and file.matter.number in line for line in held)
    with pytest.raises(Refusal) as refused:
        leave(staff.rep, on=clock.now().date())
    assert any(file.matter.number in str(line) for line in refused.value.missing)
    kinds = holdings()
    move = Move(staff.rep, staff.colleague, staff.manager, file)  # any record will do
    with pytest.raises(Refusal) as held_back:
        kinds["health_forms.checkouts"].transfer(move)
    assert held_back.value.article == "R4.2.12"
    lost = Move(
        staff.rep, staff.colleague, staff.manager, file,
        frozenset({str(Checkout.objects.get().pk)}),
    )  # fmt: skip
    for code in ("health_forms.checkouts", "health_forms.files", "health_forms.surveys"):
        kinds[code].transfer(lost)
    assert Event.objects.filter(matter=file.pk, step="lost").exists()
    now = file_now(file)
    assert now.rep == staff.colleague and now.survey.allocated_to == staff.colleague
    holders = set(now.revisits.filter(who="rep").values_list("holder", flat=True))
    assert holders == {staff.colleague.pk}, "open stages follow the file"
    assert not any("health_forms" in line or "档案" in line for line in still_held(staff.rep))
    move_doctor = Move(staff.doctor, staff.keeper, staff.manager, file)
    kinds["health_forms.files"].transfer(move_doctor)
    assert file_now(file).doctor == staff.keeper


@pytest.mark.article("R4.2.11")
def test_a_meeting_a_month_with_minutes_and_what_was_agreed(
    staff: Staff, clock: Clock, settings: Any
) -> None:
    clock.set("2026-11-24 09:00")
    open_due()
    duty = Duty.objects.get(code="health_forms.meeting")
    assert f"{duty.due_on}" == "2026-11-30"
    client = client_of(staff.manager)
    form = {"held_on": "2026-11-24", "attendees": [staff.doctor.pk, staff.supervisor.pk],
            "minutes": "核对逾期回访", "key": "m"}  # fmt: skip
    hold = reverse("health_forms:hold_meeting")
    assert client.post(hold, form | {"held_on": "2026-11-25"}).status_code == 422
    assert client.post(hold, form).status_code == 302
    meeting = Meeting.objects.get()
    assert Duty.objects.get(pk=duty.pk).state == "done"
    agree = {"what": "补打逾期电话", "owner": staff.rep.pk, "due_on": "2026-11-27", "key": "x"}
    address = reverse("health_forms:agree_on", args=[meeting.pk])
    assert client.post(address, agree).status_code == 422, "who takes part in the meetings"
    agree["owner"] = staff.doctor.pk
    assert client.post(address, agree | {"due_on": "2026-11-23"}).status_code == 422
    assert client.post(address, agree).status_code == 302
    assert client.post(address, agree | {"what": "整理名单", "key": "y"}).status_code == 302
    assert client_of(staff.rep).get(hold).status_code == 404

    assert open_due() == 1, "one duty for the day"
    task = Task.objects.get(kind="health_forms.agreed", closed_at=None)
    assert (task.assignee, f"{task.due_on}", task.article) == (
        staff.doctor, "2026-11-27", "R4.2.11",
    )  # fmt: skip
    doctor = client_of(staff.doctor)
    page = doctor.get(reverse("health_forms:meeting", args=[meeting.pk])).content.decode()
    assert "核对逾期回访" in page and "补打逾期电话" in page
    for plain in ("核对逾期回访", "补打逾期电话"):
        assert found_in_database(plain) == [], "encrypted, in history as well"
    settings.HEALTH_KEYS = [Fernet.generate_key().decode(), *settings.HEALTH_KEYS]
    call_command("rotate_health_keys")
    settings.HEALTH_KEYS = settings.HEALTH_KEYS[:1]
    assert Meeting.objects.get().told() == "核对逾期回访", "under the new key alone"
    first, second = MeetingAction.objects.order_by("pk")
    for one in (first, second):
        finish = reverse("health_forms:finish_action", args=[one.pk])
        assert finish in page and client.get(finish).status_code == 404, "somebody else's"
        assert Task.objects.get(pk=task.pk).is_open
        assert doctor.post(finish, {"key": f"f{one.pk}"}).status_code == 302
        assert doctor.post(finish, {"key": "again"}).status_code == 422
    assert not Task.objects.get(pk=task.pk).is_open, "with the last of them"


@pytest.mark.article("R4.2.8")
def test_the_months_figures(staff: Staff, clock: Clock) -> None:
    file = kept(staff, bought_on=clock.now().date())
    kept(staff, name="李桂芳")
    clock.set("2026-11-05 09:00")
    out = taken_out(staff, file)
    actions.record_visit(
        out, by=staff.rep, mode="phone", text="介绍了用法", explained=True, seen=out.matter.version
    )
    clock.set("2026-12-02 09:00")
    made = compute(date(2026, 11, 1))
    total = {row["code"]: row["value"] for row in made["totals"]}
    assert total["collected"] == "2" and total["files"] == "2" and total["buyers"] == "1"
    # Owed in November: 3 days of the buyer, 3 and 15 of the other, and the doctor's 15 days.
    assert (total["owed"], total["kept"], total["on_time"]) == ("4", "1", "25.0")
    assert total["conversion"] == "50.0"
    names = [row["label"] for row in made["tables"][0]["rows"]]
    assert set(names) == {"柳青", "苏叶"}
    empty = {row["code"]: row["value"] for row in compute(date(2026, 9, 1))["totals"]}
    assert empty["on_time"] == "—" and empty["collected"] == "0"
