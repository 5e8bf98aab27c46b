"""Who goes on with a form: proposals by the principles, one press for all, the notebook."""

import threading
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.urls import reverse

from foundation.articles import Refusal
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.tables import ListTable
from foundation.people.delegation import accept, delegate
from foundation.people.models import Department, User
from foundation.policies.reading import read_once
from foundation.process.models import Event, Matter, Task
from health_forms import actions, tables
from health_forms.actions.allocation import candidates
from health_forms.models import Allotment, CustomerFile, Revisit, Survey, Territory
from health_forms.proposing import Candidate, Proposer, Sheet
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    WHO,
    Staff,
    allocated,
    attended,
    client_of,
    file_now,
    found_in_database,
    fresh,
    handed_in,
    kept,
    make_staff,
    proposed,
    sealed,
    taken_out,
)

WEIGHTS = {"load": 50, "on_time": 30, "conversion": 20}


def shared_out(
    candidates: list[Candidate], sheets: list[Sheet], share: str = "0.2", cap: int = 100
) -> dict[int, tuple[int, str]]:
    return Proposer(candidates, share=Decimal(share), cap=cap, weights=WEIGHTS).propose(sheets)


@pytest.mark.article("R4.1.8")
def test_the_principles_go_in_their_order() -> None:
    full = Candidate(1, "a", "甲", load=100)
    near, near_too = Candidate(2, "b", "甲", load=10), Candidate(3, "c", "甲", load=10)
    far, new = Candidate(4, "d", "乙"), Candidate(5, "e", "乙", is_new=True)
    everybody = [full, near, near_too, far, new]
    sheets = [
        Sheet(10, "丙", collector=1),  # the cap does not apply to one's own
        Sheet(11, "丙", collector=99),  # a supervisor who collects counts as well
        *(Sheet(20 + number, "甲", collector=None) for number in range(3)),
        Sheet(30, "乙", collector=None),
        Sheet(31, "丁", collector=None),
    ]
    found = shared_out(everybody, sheets)
    assert found[10] == (1, "collector") and found[11] == (99, "collector")
    assert found[30] == (5, "newcomer"), "one of five, in the newcomer's own district"
    assert [found[20 + number] for number in range(3)] == [
        (2, "district"), (3, "district"), (2, "district"),
    ], "equal scores: fewer open ones, then the number"  # fmt: skip
    assert found[31] == (4, "ability"), "nobody there: the lightest load"


@pytest.mark.article("R4.1.8")
def test_shares_caps_absences_and_histories_are_kept() -> None:
    new = Candidate(1, "a", is_new=True)
    old = Candidate(2, "b", load=5)
    sheets = [Sheet(number, "甲", None) for number in range(9)]
    given = shared_out([new, old], sheets)
    assert [who for who, __ in given.values()].count(1) == 1, "floor(9 × 0.2)"
    assert shared_out([Candidate(1, "a", load=100)], sheets) == {}, "everybody is full"
    assert shared_out([Candidate(1, "a", is_away=True)], sheets) == {}
    only_new = shared_out([Candidate(1, "a", is_new=True)], sheets[:1])
    assert only_new == {0: (1, "ability")}, "nobody else is there"
    good, bad, unknown = (
        Candidate(1, "a", on_time=0.9), Candidate(2, "b", on_time=0.1), Candidate(3, "c"),
    )  # fmt: skip
    order = [who for who, __ in shared_out([bad, unknown, good], sheets[:3], cap=1).values()]
    assert order == [1, 3, 2], "without history one has the median"


@pytest.mark.article("R4.1.7", "R4.1.8")
def test_the_manager_sees_each_principle_changes_one_and_allocates_all(
    staff: Staff, clock: Clock
) -> None:
    own, other, third = (handed_in(staff, name=f"{one}秀英") for one in "王李张")
    actions.propose_all(by=staff.manager)
    client = client_of(staff.manager)
    page = client.get(reverse("health_forms:allocation")).content.decode()
    assert "谁收集归谁" in page and "柳青" in page and WHO["name"] not in page
    change = reverse("health_forms:change_proposal", args=[other.pk])
    data = {"to": staff.outsider.pk, "reason": "会说本地话", "seen": fresh(other).matter.version}
    assert client.post(change, data | {"key": "a"}).status_code == 422
    data["to"] = staff.colleague.pk
    assert client.post(change, data | {"key": "a"}).status_code == 302
    actions.propose_all(by=staff.manager)
    assert fresh(other).proposed_to == staff.colleague, "what the manager chose stays"
    shown = client.get(reverse("health_forms:allocate")).content.decode()
    assert "将分配 3 份" in shown and "经理决定" in shown
    client.post(reverse("health_forms:allocate"), {"key": "all"})
    assert Allotment.objects.get().count == 3
    assert (fresh(own).allocated_to, fresh(own).principle) == (staff.rep, "collector")
    assert fresh(other).principle_note == "会说本地话"
    assert fresh(third).state == "allocated"
    assert Task.objects.filter(kind="health_forms.seal", closed_at=None).count() == 3
    assert not Task.objects.filter(kind="health_forms.allocate", closed_at=None).exists()
    event = Event.objects.get(matter=own.pk, step="allocate")
    assert (event.from_state, event.to_state, event.actor) == (
        "handed_in", "allocated", staff.manager,
    )  # fmt: skip
    with pytest.raises(Refusal, match="先生成分配建议"):
        actions.allocate_all(by=staff.manager)
    with pytest.raises(Refusal):
        actions.allocate_all(by=staff.rep)


@pytest.mark.article("R4.1.8")
def test_long_leave_and_leaving_take_a_form_from_its_collector(staff: Staff, clock: Clock) -> None:
    first = handed_in(staff)
    away = delegate(
        by=staff.rep, substitute=staff.supervisor, starts_on=clock.now().date(),
        ends_on=clock.now().date().replace(day=8),
    )  # fmt: skip
    accept(away, by=staff.supervisor)
    actions.propose_all(by=staff.manager)
    assert fresh(first).proposed_to == staff.rep, "seven days"
    away.refresh_from_db()
    away.ends_on = clock.now().date().replace(day=9)
    away.save()
    actions.propose_all(by=staff.manager)
    assert (fresh(first).proposed_to, fresh(first).principle) == (staff.colleague, "ability")
    actions.set_territory(by=staff.manager, person=staff.colleague, district="鼓楼区")
    actions.propose_all(by=staff.manager)
    assert fresh(first).principle == "district"


@pytest.mark.article("R4.1.8")
def test_who_has_left_keeps_nothing_and_of_two_forms_the_earlier_one_counts(
    staff: Staff, clock: Clock
) -> None:
    first = handed_in(staff)
    clock.move(hours=1)
    second = handed_in(staff, by=staff.supervisor)
    actions.propose_all(by=staff.manager)
    assert first.person == second.person
    assert {fresh(one).proposed_to for one in (first, second)} == {staff.rep}
    User.objects.filter(pk=staff.rep.pk).update(left_on="2026-11-01", is_active=False)
    shown = client_of(staff.manager).get(reverse("health_forms:allocate")).content.decode()
    assert "柳青" not in shown, "a proposal to somebody who is gone is none"
    with pytest.raises(Refusal, match="先生成分配建议"):
        actions.allocate_all(by=staff.manager)
    actions.propose_all(by=staff.manager)
    assert {fresh(one).proposed_to for one in (first, second)} == {staff.colleague}


@pytest.mark.article("R4.1.8")
def test_revisits_in_time_and_purchases_speak_for_a_representative(
    staff: Staff, clock: Clock
) -> None:
    """Both have a light load; what they did with what they had decides."""
    in_time = kept(staff)
    bought = kept(staff, name="李桂芳")
    CustomerFile.objects.filter(pk=bought.pk).update(
        rep=staff.colleague, is_buyer=True, bought_on="2026-11-04"
    )
    Revisit.objects.filter(file=bought).update(holder=staff.colleague)
    Revisit.objects.filter(file=in_time, stage=1).update(status="done", done_on="2026-11-05")
    clock.move(days=10)
    people = {one.key: one for one in candidates({})}
    rep, colleague = people[staff.rep.pk], people[staff.colleague.pk]
    assert (rep.on_time, rep.conversion, rep.load) == (1.0, 0.0, 2)
    assert (colleague.on_time, colleague.conversion) == (0.0, 1.0)
    clock.move(days=5)
    later = {one.key: one for one in candidates({})}
    assert later[staff.rep.pk].on_time == 1.0, "the second is due today: not over yet"
    CustomerFile.objects.filter(pk=in_time.pk).update(state="closed")
    assert {one.key: one.load for one in candidates({})}[staff.rep.pk] == 1, "no longer in care"
    clock.move(days=120)
    assert {one.key: one for one in candidates({})}[staff.rep.pk].on_time is None, "no history"


@pytest.mark.article("R4.2.7")
def test_a_file_goes_along_with_its_form(staff: Staff) -> None:
    file = taken_out(staff, kept(staff))
    survey = fresh(file.survey)

    def reallocate() -> None:
        seen = fresh(survey).matter.version
        actions.reallocate(survey, by=staff.manager, to=staff.colleague, reason="调岗", seen=seen)

    with pytest.raises(Refusal) as refused:
        reallocate()
    assert refused.value.article == "R4.2.9", "not while it is out"
    actions.give_back(file_now(file), by=staff.rep, seen=file_now(file).matter.version)
    due = list(file.revisits.values_list("due_on", flat=True))
    reallocate()
    assert file_now(file).rep == staff.colleague
    assert set(file.revisits.values_list("holder", flat=True)) == {staff.colleague.pk}
    assert list(file.revisits.values_list("due_on", flat=True)) == due
    to_write = attended(staff, name="赵国强")
    survey = fresh(to_write.survey)
    reallocate()
    task = Task.objects.get(matter=to_write.pk, closed_at=None)
    assert (task.assignee, task.due_on) == (staff.colleague, to_write.due_on)


@pytest.mark.article("R4.1.9")
def test_the_notebook_is_the_representatives_alone(staff: Staff) -> None:
    survey = sealed(staff)
    client = client_of(staff.rep)
    listed = client.get(reverse("health_forms:notebook")).content.decode()
    assert "王**" in listed and WHO["phone"] not in listed
    note = reverse("health_forms:write_note", args=[survey.pk])
    client.post(note, {"text": "膝盖疼，下午去电", "seen": survey.matter.version, "key": "n"})
    page = client.get(survey.get_absolute_url()).content.decode()
    assert "膝盖疼" in page and f"tel:{WHO['phone']}" in page, "sealing does not close these"
    for other in (staff.manager, staff.keeper, staff.gm):
        html = client_of(other).get(survey.get_absolute_url()).content.decode()
        assert "膝盖疼" not in html and WHO["phone"] not in html
    with pytest.raises(Refusal):
        actions.write_note(survey, by=staff.manager, text="看看")
    actions.reallocate(
        survey,
        by=staff.manager,
        to=staff.colleague,
        reason="调岗",
        seen=fresh(survey).matter.version,
    )
    assert client.get(survey.get_absolute_url()).status_code == 200, "collected by them"
    assert WHO["phone"] not in client.get(survey.get_absolute_url()).content.decode()
    html = client_of(staff.colleague).get(survey.get_absolute_url()).content.decode()
    assert WHO["phone"] in html and "膝盖疼" not in html


@pytest.mark.article("R4.1.4")
def test_who_withdraws_is_forgotten_everywhere(staff: Staff) -> None:
    survey, second = sealed(staff), handed_in(staff)
    actions.write_note(survey, by=staff.rep, text="膝盖疼")
    client = client_of(staff.keeper)
    before = fresh(survey)
    withdraw = reverse("health_forms:withdraw", args=[survey.pk])
    assert "不能恢复" in client.get(withdraw).content.decode()
    client.post(withdraw, {"seen": survey.matter.version, "key": "w"})
    person = fresh(survey).person
    assert (person.key, person.contact, person.shown_phone) == ("", "", "")
    assert (fresh(survey).state, fresh(second).state) == ("erased", "erased")
    assert fresh(survey).matter.title == "已删除"
    assert not Task.objects.filter(matter__in=[survey.pk, second.pk], closed_at=None).exists()
    assert found_in_database(before.person.key) == [], "the key is in no history either"
    assert client_of(staff.rep).get(survey.get_absolute_url()).status_code == 200
    assert survey not in Survey.objects.filter(allocated_to=staff.rep).exclude(state="erased")
    assert "王**" not in client_of(staff.rep).get(reverse("health_forms:list")).content.decode()
    with pytest.raises(Refusal):
        actions.write_note(fresh(survey), by=staff.rep, text="再写")
    again = handed_in(staff)
    assert again.person != person, "asked anew they are somebody new"


def test_no_list_has_a_column_that_it_does_not_name(staff: Staff) -> None:
    """A column of the model that came along would show answers, though encrypted."""
    for table in vars(tables).values():
        if isinstance(table, type) and issubclass(table, ListTable) and table._meta.model:
            assert set(table.base_columns) == set(table._meta.fields), table
    kept(staff)
    handed_in(staff)
    pages = {"list": staff.manager, "allocation": staff.manager, "notebook": staff.rep,
             "files": staff.doctor}  # fmt: skip
    for page, who in pages.items():
        html = client_of(who).get(reverse(f"health_forms:{page}")).content.decode()
        assert "王**" in html and "gAAAA" not in html, page


def many(staff: Staff, count: int) -> None:
    """As many handed-in forms, set-wise."""
    from foundation.process.batches import open_matters

    one = handed_in(staff)
    surveys = [
        Survey(
            person=one.person, design=one.design, collector=staff.rep, department=staff.department,
            filled_by="self", filled_at=one.filled_at, answers=one.answers,
            consented_at=one.consented_at, consent_mode="signed", consent_paper="T",
            due_on=one.due_on, state="handed_in", handed_in_at=one.filled_at,
        )
        for __ in range(count - 1)
    ]  # fmt: skip
    with transaction.atomic():
        open_matters(surveys, by=staff.rep, article="R4.1.1", label="收集")


@pytest.mark.article("R4.1.8")
def test_many_are_allocated_by_a_handful_of_statements(
    staff: Staff, django_assert_max_num_queries: Any
) -> None:
    many(staff, 300)
    with django_assert_max_num_queries(20):
        actions.propose_all(by=staff.manager)
    with read_once(), django_assert_max_num_queries(20):
        assert actions.allocate_all(by=staff.manager).count == 300
    assert Survey.objects.filter(state="allocated", allocated_to=staff.rep).count() == 300
    assert Matter.objects.filter(state="allocated", owner=staff.rep, version=2).count() >= 299


@pytest.mark.article("R4.1.7")
def test_two_managers_at_once_allocate_no_form_twice(clock: Clock, transactional_db: None) -> None:
    staff = make_staff()
    second = User.objects.create_user("hman2", "石磊", department=Department.objects.get(code="HS"))
    from foundation.people.models import RoleGrant
    from foundation.people.roles import group_of
    from health_forms.roles import MANAGER

    RoleGrant.objects.create(user=second, group=group_of(MANAGER))
    many(staff, 40)
    actions.propose_all(by=staff.manager)
    told: list[str] = []

    def press(by: User) -> None:
        try:
            told.append(f"{actions.allocate_all(by=by).count}")
        except Refusal as refusal:
            told.append(refusal.article)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[by]) for by in (staff.manager, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["40", "R4.1.8"]
    assert Event.objects.filter(step="allocate").count() == 40
    assert Task.objects.filter(kind="health_forms.seal").count() == 40


def test_a_proposal_waits_for_nobody_else(staff: Staff) -> None:
    survey = proposed(staff)
    assert client_of(staff.rep).get(reverse("health_forms:allocation")).status_code == 404
    assert allocated(staff, name="李").state == "allocated"
    assert fresh(survey).state == "handed_in"


@pytest.mark.article("R0.imports", "R4.1.8")
def test_districts_come_from_a_workbook(staff: Staff, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    actions.set_territory(by=staff.manager, person=staff.rep, district="玄武区")
    kind = specs()["health_forms.territories"]
    assert [kind.may_import(one) for one in (staff.manager, staff.keeper)] == [True, False]
    rows = "工号,负责区县\nhrep1,鼓楼区\nhrep2,秦淮区\nhout,建邺区\nnobody,建邺区\nhsup,\n"
    file = ContentFile(rows.encode(), name="区县.csv")
    run = runs.dry_run(runs.upload(kind, file, by=staff.manager).pk, by=staff.manager)
    assert (run.created_count, run.updated_count, run.error_count) == (1, 1, 3)
    runs.confirm(run.pk, by=staff.manager, only_good=True)
    found = Territory.objects.values_list("person__employee_number", "district")
    assert dict(found) == {"hrep1": "鼓楼区", "hrep2": "秦淮区"}
