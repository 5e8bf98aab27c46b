"""The board of projects: late ones first, only what one may see; other departments asked mid-way."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.db.models import Min
from django.urls import reverse

from foundation import clock as time
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.process.models import open_tasks
from power_projects import actions
from power_projects.models import Project
from tests.harness.frozen import Clock
from tests.power_projects.conftest import WAY, Crew, applied, brought_to, client_of, do, fresh


@pytest.mark.article("R8.3", "R8.29", "R8.31")
def test_the_board_has_the_day_of_the_open_task_at_every_stage(crew: Crew) -> None:
    for more in ({}, {"load": "residential", "capacity": "8", "unit": "kW", "voltage": "220V"}):
        project = applied(crew, customer=f"客户 {len(more)}", **more)
        while project.state in WAY:
            due = open_tasks(project.pk).aggregate(first=Min("due_on"))["first"]
            assert project.due_on == due, project.state
            project = WAY[project.state](project, crew)
        assert project.due_on is None
    home = brought_to("accepted", crew, load="residential", capacity="8", unit="kW", voltage="220V")
    assert home.due_on == time.today() + timedelta(days=1)
    home = do(actions.order_meter, home, by=crew.officer)
    assert home.due_on == time.today() + timedelta(days=2)


@pytest.mark.article("R8.3")
def test_the_board_begins_with_what_is_late_and_ends_with_what_has_ended(
    crew: Crew, clock: Clock
) -> None:
    gone = do(actions.withdraw, applied(crew, customer="甲"), by=crew.clerk, reason="停建")
    fresh_one, late = applied(crew, customer="乙"), applied(crew, customer="丙")
    Project.objects.filter(pk=late.pk).update(due_on=time.today() - timedelta(days=3))
    client, address = client_of(crew.head), reverse("power_projects:list")
    page = client.get(address).content.decode()
    places = [page.index(one.number) for one in (late, fresh_one, gone)]
    assert places == sorted(places) and "逾期" in page
    book = client.get(f"{address}?export=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(book.getvalue())).active.values)  # type: ignore[union-attr]
    assert rows[0][:4] == ("编号", "用电客户", "申请容量", "阶段")
    assert [row[1] for row in rows[1:]] == ["丙", "乙", "甲"]
    assert rows[1][2:4] == ("500.00 kVA", "已受理，待现场勘察")


@pytest.mark.article("R8.3", "R8.24")
def test_each_way_to_see_a_project_is_a_way_of_its_own(crew: Crew) -> None:
    project = brought_to("constructing", crew)
    guest = User.objects.create_user("guest", "外来专家", department=crew.stranger.department)

    def sees(user: User) -> bool:
        return project in Project.objects.visible_to(User.objects.get(pk=user.pk))

    assert all(sees(one) for one in (crew.clerk, crew.station, crew.head, crew.city))
    assert not sees(crew.stranger) and not sees(guest)
    do(actions.name_supervisor, project, by=crew.branch, person=guest)
    assert sees(guest), "who supervises the works sees them"
    Project.objects.filter(pk=project.pk).update(manager=crew.stranger)
    assert sees(crew.stranger)


@pytest.mark.article("R8.3")
def test_a_department_asked_mid_way_holds_the_project_until_it_has_answered(crew: Crew) -> None:
    project, station = brought_to("surveyed", crew), crew.station_office
    ask = {"department": station, "question": "线路容量是否足够"}
    with pytest.raises(Refusal, match="没有负责人"):
        do(actions.consult, project, by=crew.officer, **ask)
    station.head = crew.station
    station.save()
    with pytest.raises(Refusal):
        do(actions.consult, project, by=crew.clerk, **ask)
    project = do(actions.consult, project, by=crew.officer, **ask)
    with pytest.raises(Refusal, match="没有答复"):
        do(actions.consult, project, by=crew.officer, **ask)
    assert open_tasks(project.pk).filter(assignee=crew.station).exists()
    with pytest.raises(Refusal) as told:
        WAY["surveyed"](project, crew)
    assert told.value.article == "R8.3" and told.value.missing == [f"{station}的答复。"]
    row = project.consultations.get()
    with pytest.raises(Refusal):
        do(actions.answer_consultation, project, row, by=crew.officer, answer="可以")
    with pytest.raises(Refusal):  # who is asked has no other say
        do(actions.withdraw, project, by=crew.station, reason="停建")
    address = reverse("power_projects:answer_consultation", args=[project.pk, row.pk])
    page = client_of(crew.station).get(project.get_absolute_url()).content.decode()
    assert address in page and "待答复，工程暂停" in page
    data = {"answer": "余量 2 MVA", "seen": fresh(project).matter.version, "key": "a"}
    assert (
        client_of(crew.station).post(address, data | {"answer": "", "key": "b"}).status_code == 422
    )
    assert client_of(crew.station).post(address, data).status_code == 302
    project = fresh(project)
    told_officer = Notice.objects.filter(
        recipient=crew.officer, context__comment__icontains="2 MVA"
    )
    assert (project.waiting_for, told_officer.count()) == (0, 1)
    assert not open_tasks(project.pk).filter(assignee=crew.station).exists()
    assert WAY["surveyed"](project, crew).state == "planned"
    held = do(actions.consult, fresh(project), by=crew.officer, **ask)
    assert do(actions.withdraw, held, by=crew.clerk, reason="停建").state == "withdrawn"
    assert not open_tasks(held.pk).exists()


@pytest.mark.article("R8.3")
def test_one_head_of_two_departments_answers_for_each(crew: Crew) -> None:
    project, places = applied(crew), (crew.station_office, crew.branch_office)
    for place in places:
        place.head = crew.station
        place.save()
        ask = {"department": place, "question": "有无意见"}
        project = do(actions.consult, project, by=crew.officer, **ask)
    asked = open_tasks(project.pk).filter(kind="power_projects.consultation")
    for left in (1, 0):
        row = project.consultations.filter(answered_at=None).first()
        project = do(actions.answer_consultation, project, row, by=crew.station, answer="无")
        assert (project.waiting_for, asked.count()) == (left, left)


def test_what_the_list_counts_does_not_depend_on_the_way(crew: Crew) -> None:
    """Seen by two ways at once (registered by oneself, within one's seat) it is there once."""
    project = applied(crew)
    rows: Any = Project.objects.visible_to(crew.clerk).filter(pk=project.pk)
    assert rows.count() == 1
