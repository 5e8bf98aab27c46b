from datetime import timedelta

import pytest

from complaints import actions, deadlines
from complaints.models import Complaint, PreventionAction, Round, State
from foundation.articles import Refusal
from foundation.process import approvals
from foundation.process.models import Event, Task, open_tasks
from foundation.process.steps import Stale, possible_steps
from tests.complaints import story
from tests.complaints.conftest import Cast, new_complaint
from tests.harness.frozen import Clock


def tasks_of(complaint: Complaint) -> dict[str, Task]:
    return {
        task.kind: task for task in open_tasks(complaint.pk).exclude(kind=deadlines.CLOSING.code)
    }


@pytest.mark.article("R2.7", "R2.9", "R2.11", "R2.12", "R2.13", "R2.14", "R2.25", "R0.roles")
def test_a_complaint_goes_from_registration_to_closure(
    complaint: Complaint, cast: Cast, clock: Clock
) -> None:
    assert complaint.number == "TS-202611-0001"
    for state, step in story.STEPS:
        before = Complaint.objects.select_related("matter").get(pk=complaint.pk)
        (kind,) = tasks_of(before)
        assert kind == deadlines.OF_STATE[before.state].code
        clock.move(hours=2)
        step(complaint, cast)
        assert Complaint.objects.get(pk=complaint.pk).state == state
    assert not open_tasks(complaint.pk).exists()
    closed = Complaint.objects.select_related("matter").get(pk=complaint.pk)
    assert closed.ended_at == closed.matter.closed_at == clock.now()
    moves = closed.matter.events.exclude(to_state="").values_list("article", flat=True)
    assert list(moves) == [
        "R2.7", "R2.7", "R2.9", "R2.11", "R2.11", "R2.12", "R2.12", "R2.13", "R2.13", "R2.14",
    ]  # fmt: skip


@pytest.mark.article("R2.7")
def test_a_declined_customer_is_told_by_the_end_of_the_next_day(
    complaint: Complaint, cast: Cast, clock: Clock
) -> None:
    story.check(complaint, cast)
    with pytest.raises(Refusal) as refused:
        actions.rule_on(
            complaint, by=cast.supervisor, accepted=False, reason=" ", seen=story.seen(complaint)
        )
    assert (refused.value.article, refused.value.field) == ("R2.7", "comment")
    actions.rule_on(
        complaint,
        by=cast.supervisor,
        accepted=False,
        reason="自行拆改所致",
        seen=story.seen(complaint),
    )
    task = tasks_of(complaint)[deadlines.DECLINED_REPLY.code]
    assert task.due_on == clock.now().date() + timedelta(days=1)
    story.reply(complaint, cast)
    assert Complaint.objects.get(pk=complaint.pk).state == State.CLOSED_DECLINED


@pytest.mark.article("R2.7", "R0.separation")
def test_nobody_rules_on_what_they_checked_or_registered(cast: Cast, complaint: Complaint) -> None:
    from django.contrib.auth.models import Group

    from foundation.people.models import RoleGrant

    supervisor_role = Group.objects.get(name="store_supervisor")
    RoleGrant.objects.create(
        user=cast.clerk, group=supervisor_role, scope="department", department=cast.store
    )
    story.check(complaint, cast)
    with pytest.raises(Refusal) as refused:
        actions.rule_on(
            complaint, by=cast.clerk, accepted=True, reason="", seen=story.seen(complaint)
        )
    assert refused.value.article == "R0.separation"


@pytest.mark.article("R2.11", "R0.separation")
def test_a_head_who_wrote_the_report_cannot_review_it(cast: Cast, complaint: Complaint) -> None:
    story.bring_to(complaint, State.AWAITING_NAMING, cast)
    actions.name_department(
        complaint, by=cast.admin_hr, department=cast.works, handler=cast.head,
        instructions="请查明", seen=story.seen(complaint),
    )  # fmt: skip
    actions.write_report(
        complaint, by=cast.head, responsible_people=[], responsible_departments=[cast.works],
        nobody_reason="", cause_kind="production", cause="甲", course="乙", conclusion="丙",
        countermeasures="丁", prevention="戊",
    )  # fmt: skip
    actions.submit_report(complaint, by=cast.head, seen=story.seen(complaint))
    assert tasks_of(complaint)[deadlines.REVIEW.code].assignee == cast.gm
    with pytest.raises(Refusal):
        actions.review_report(complaint, by=cast.head, seen=story.seen(complaint))


@pytest.mark.article("R2.11", "R0.separation")
def test_the_person_named_responsible_cannot_review_the_report(
    cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.INVESTIGATING, cast)
    actions.write_report(
        complaint, by=cast.engineer, responsible_people=[cast.head], responsible_departments=[],
        nobody_reason="", cause_kind="production", cause="甲", course="乙", conclusion="丙",
        countermeasures="丁", prevention="戊",
    )  # fmt: skip
    actions.submit_report(complaint, by=cast.engineer, seen=story.seen(complaint))
    with pytest.raises(Refusal) as refused:
        actions.review_report(complaint, by=cast.head, seen=story.seen(complaint))
    assert refused.value.article == "R0.separation"
    assert "review_report" not in {step.name for step in possible_steps(complaint, cast.head)}


@pytest.mark.article("R2.17")
def test_a_report_without_its_six_points_is_not_handed_in(cast: Cast, complaint: Complaint) -> None:
    story.bring_to(complaint, State.INVESTIGATING, cast)
    with pytest.raises(Refusal) as refused:
        actions.submit_report(complaint, by=cast.engineer, seen=story.seen(complaint))
    assert len(refused.value.missing) == 6


@pytest.mark.article("R2.18")
def test_compensation_without_a_sales_rule_is_refused(cast: Cast, complaint: Complaint) -> None:
    from decimal import Decimal

    story.bring_to(complaint, State.DISPOSING, cast)
    with pytest.raises(Refusal) as refused:
        actions.write_disposal(
            complaint, by=cast.engineer, kind="compensation", text="赔偿", discount=Decimal(0),
            compensation=Decimal("0.01"), sales_rule=" ",
        )  # fmt: skip
    assert (refused.value.article, refused.value.field) == ("R2.18", "sales_rule")


@pytest.mark.article("R2.12", "R0.reasons")
def test_a_reviewer_returns_the_case_several_steps_with_a_reason(
    cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.AWAITING_GM, cast)
    with pytest.raises(Refusal):
        actions.send_back(
            complaint, by=cast.gm, to=State.INVESTIGATING, reason="", seen=story.seen(complaint)
        )
    actions.send_back(
        complaint, by=cast.gm, to=State.INVESTIGATING, reason="责任不清", seen=story.seen(complaint)
    )
    assert Complaint.objects.get(pk=complaint.pk).state == State.INVESTIGATING
    assert tasks_of(complaint)[deadlines.REPORT.code].assignee == cast.engineer


@pytest.mark.article("R2.14")
def test_three_attempts_on_two_days_count_as_a_reply(
    cast: Cast, complaint: Complaint, clock: Clock
) -> None:
    story.bring_to(complaint, State.AWAITING_REPLY, cast)
    for hours in (0, 2, 24):
        assert Complaint.objects.get(pk=complaint.pk).state == State.AWAITING_REPLY
        clock.move(hours=hours)
        story.reply(complaint, cast, reached=False)
    assert Complaint.objects.get(pk=complaint.pk).state == State.CLOSED


@pytest.mark.article("R2.14")
def test_a_stranger_cannot_record_an_attempt(cast: Cast, complaint: Complaint) -> None:
    story.bring_to(complaint, State.AWAITING_REPLY, cast)
    with pytest.raises(Refusal):
        actions.record_reply(
            complaint, by=cast.engineer, mode="oral", at=complaint.received_at, content="x",
            reached=False, reaction="none", seen=story.seen(complaint),
        )  # fmt: skip
    assert not complaint.replies.exists()


@pytest.mark.article("R2.26")
def test_a_reopened_complaint_has_its_own_seven_days_and_keeps_the_first_result(
    cast: Cast, complaint: Complaint, clock: Clock
) -> None:
    story.bring_to(complaint, State.CLOSED, cast)
    clock.move(days=30)
    actions.reopen(complaint, by=cast.service, reason="又坏了", seen=story.seen(complaint))
    again = Complaint.objects.select_related("matter").get(pk=complaint.pk)
    assert (again.round, again.number) == (2, "TS-202611-0001")
    assert again.due_on == clock.now().date() + timedelta(days=7)
    assert Round.objects.get().state == State.CLOSED
    story.bring_to(complaint, State.CLOSED, cast)
    assert complaint.reports.count() == 2


@pytest.mark.article("R2.26")
def test_after_thirty_days_a_complaint_is_not_reopened(
    cast: Cast, complaint: Complaint, clock: Clock
) -> None:
    story.bring_to(complaint, State.CLOSED, cast)
    clock.move(days=31)
    with pytest.raises(Refusal):
        actions.reopen(complaint, by=cast.service, reason="又坏了", seen=story.seen(complaint))
    assert not Round.objects.exists()


@pytest.mark.article("R2.26")
def test_a_merged_duplicate_leaves_the_earliest_receipt(cast: Cast, clock: Clock) -> None:
    first = new_complaint(cast)
    clock.move(days=3)
    second = new_complaint(cast)
    actions.merge(first, by=cast.service, into=second, reason="同一件", seen=story.seen(first))
    assert Complaint.objects.get(pk=first.pk).state == State.MERGED
    assert Complaint.objects.get(pk=second.pk).due_on == first.due_on
    assert open_tasks(second.pk).get(kind=deadlines.CLOSING.code).due_on == first.due_on


@pytest.mark.article("R2.15", "R0.numbers")
def test_a_void_complaint_keeps_its_number(cast: Cast, complaint: Complaint) -> None:
    actions.void(complaint, by=cast.service, reason="登记错误", seen=story.seen(complaint))
    assert new_complaint(cast).number == "TS-202611-0002"
    assert Complaint.objects.get(pk=complaint.pk).state == State.VOID


@pytest.mark.article("R2.15")
def test_late_entry_wants_a_reason_and_receipt_is_not_in_the_future(
    cast: Cast, clock: Clock
) -> None:
    with pytest.raises(Refusal) as refused:
        new_complaint(cast, received_at=clock.now() - timedelta(days=1, minutes=1))
    assert refused.value.field == "late_entry_reason"
    with pytest.raises(Refusal) as refused:
        new_complaint(cast, received_at=clock.now() + timedelta(minutes=1))
    assert refused.value.field == "received_at"
    assert new_complaint(
        cast, received_at=clock.now() - timedelta(days=2), late_entry_reason="停电"
    ).number


@pytest.mark.article("R2.2")
def test_a_complaint_demands_something(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        new_complaint(cast, demands=[])
    assert (refused.value.article, refused.value.field) == ("R2.2", "demands")


@pytest.mark.article("R0.taking_back")
def test_a_ruling_is_taken_back_before_anyone_acted_on_it(cast: Cast, complaint: Complaint) -> None:
    story.bring_to(complaint, State.AWAITING_NAMING, cast)
    fresh = Complaint.objects.select_related("matter").get(pk=complaint.pk)
    approvals.take_back(fresh, by=cast.supervisor, seen=fresh.matter.version, reason="再看一看")
    back = Complaint.objects.get(pk=complaint.pk)
    assert (back.state, back.accepted, back.ruled_by) == (State.AWAITING_RULING, None, None)
    assert list(tasks_of(back)) == [deadlines.RULING.code]
    story.accept(complaint, cast)
    story.name(complaint, cast)
    fresh = Complaint.objects.select_related("matter").get(pk=complaint.pk)
    with pytest.raises(Stale):
        approvals.take_back(fresh, by=cast.supervisor, seen=fresh.matter.version, reason="太晚")


@pytest.mark.article("R2.4")
def test_a_prevention_action_counts_only_after_its_effect_was_checked(
    cast: Cast, complaint: Complaint, clock: Clock
) -> None:
    story.bring_to(complaint, State.CLOSED, cast)
    action = actions.plan_prevention(
        complaint, by=cast.admin_hr, text="来料全检", owner=cast.engineer,
        due_on=clock.now().date() + timedelta(days=10),
    )  # fmt: skip
    assert tasks_of(complaint)[deadlines.PREVENTION.code].assignee == cast.engineer
    actions.finish_prevention(action, by=cast.engineer, note="已执行")
    effect = tasks_of(complaint)[deadlines.EFFECT.code]
    assert effect.due_on == clock.now().date() + timedelta(days=30)
    with pytest.raises(Refusal):
        actions.check_effect(action, by=cast.engineer, is_effective=True, note="好")
    actions.check_effect(action, by=cast.admin_hr, is_effective=False, note="仍有发生")
    assert list(tasks_of(complaint)) == [deadlines.PREVENTION.code]
    actions.finish_prevention(action, by=cast.engineer, note="再次执行")
    actions.check_effect(action, by=cast.admin_hr, is_effective=True, note="未再发生")
    assert PreventionAction.objects.get().checked_by == cast.admin_hr
    assert not tasks_of(complaint)


@pytest.mark.article("R0.versions")
def test_of_two_who_decide_on_the_same_page_the_second_is_told(
    cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.AWAITING_OPINION, cast)
    page = story.seen(complaint)
    actions.give_opinion(complaint, by=cast.admin_hr, opinion="建议换货", seen=page)
    with pytest.raises(Stale, match="赵雅婷"):
        actions.send_back(
            complaint, by=cast.admin_hr, to=State.INVESTIGATING, reason="补充", seen=page
        )


@pytest.mark.article("R2.25")
def test_another_store_sees_nothing_of_the_complaint(cast: Cast, complaint: Complaint) -> None:
    sees = {
        person.name: Complaint.objects.visible_to(person).filter(pk=complaint.pk).exists()
        for person in (cast.clerk, cast.supervisor, cast.other_clerk, cast.service, cast.admin_hr, cast.gm, cast.engineer)
    }  # fmt: skip
    assert [name for name, visible in sees.items() if not visible] == ["宋雨晴", "胡文斌"]
    story.bring_to(complaint, State.INVESTIGATING, cast)
    assert Complaint.objects.visible_to(cast.engineer).filter(pk=complaint.pk).exists()


@pytest.mark.article("R0.delegation")
def test_a_substitute_decides_and_both_names_are_kept(
    cast: Cast, complaint: Complaint, clock: Clock
) -> None:
    from foundation.people.delegation import accept, delegate
    from foundation.people.models import User

    story.bring_to(complaint, State.UNDER_REVIEW, cast)
    today = clock.now().date()
    asked = delegate(by=cast.head, substitute=cast.clerk, starts_on=today, ends_on=today)
    with pytest.raises(Refusal):
        actions.review_report(complaint, by=cast.clerk, seen=story.seen(complaint))
    accept(asked, by=cast.clerk)
    substitute = User.objects.get(pk=cast.clerk.pk)
    actions.review_report(
        complaint, by=substitute, seen=story.seen(complaint), ticked=story.ticked(complaint)
    )
    event = Event.objects.filter(matter=complaint.pk, step="review_report").get()
    assert (event.actor, event.on_behalf_of) == (cast.clerk, cast.head)


@pytest.mark.article("R0.urging")
def test_a_task_is_urged_once_an_hour(cast: Cast, complaint: Complaint, clock: Clock) -> None:
    task = tasks_of(complaint)[deadlines.GROUNDS.code]
    approvals.urge(task, by=cast.admin_hr)
    clock.move(minutes=59)
    with pytest.raises(Refusal) as refused:
        approvals.urge(task, by=cast.admin_hr)
    assert refused.value.article == "R0.urging"
    clock.move(minutes=1)
    approvals.urge(task, by=cast.admin_hr)
    assert Event.objects.filter(step="urge").count() == 2


def test_a_task_handed_on_lets_its_new_holder_take_the_step(
    cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.UNDER_REVIEW, cast)
    task = tasks_of(complaint)[deadlines.REVIEW.code]
    with pytest.raises(Refusal) as refused:
        approvals.hand_on(task, by=cast.head, to=cast.engineer, reason="出差")
    assert refused.value.article == "R0.separation"
    approvals.hand_on(task, by=cast.head, to=cast.supervisor, reason="出差")
    actions.review_report(
        complaint, by=cast.supervisor, seen=story.seen(complaint), ticked=story.ticked(complaint)
    )
    assert Complaint.objects.get(pk=complaint.pk).state == State.AWAITING_OPINION


def test_an_opinion_is_asked_for_and_given(cast: Cast, complaint: Complaint) -> None:
    story.bring_to(complaint, State.AWAITING_GM, cast)
    task = tasks_of(complaint)[deadlines.GM.code]
    question = approvals.ask(task, by=cast.gm, asked=cast.service, text="客户能否接受？")
    assert open_tasks(complaint.pk).filter(assignee=cast.service, question=question).exists()
    approvals.answer(question, by=cast.service, text="可以")
    story.decide(complaint, cast)
    assert not open_tasks(complaint.pk).filter(question=question).exists()
