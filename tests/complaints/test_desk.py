"""The desk over real complaints: inbox, tabs, acts on tasks, batch approval, dashboard."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.desk.views import Search
from foundation.process import search
from tests.archives.conftest import make_cast as make_archive_cast
from tests.archives.conftest import new_document
from tests.complaints.conftest import Cast, new_complaint

if TYPE_CHECKING:
    from complaints.models import Complaint
    from foundation.people.models import User
    from foundation.process.models import Task


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def numbers(user: User, address: str = "/inbox/") -> list[str]:
    rows = as_user(user).get(address).context["rows"]
    return [getattr(row, "matter", row).number for row in rows]


def found(user: User, typed: str) -> list[str]:
    told = as_user(user).get("/search/", {"q": typed}).context["told"]
    return [matter.number for matter, *__ in told]


def open_task(complaint: Complaint) -> Task:
    from foundation.process.models import Task

    return Task.objects.exclude(kind="complaints.closing").get(matter=complaint.pk, closed_at=None)


def waiting_for_gm(cast: Cast) -> Complaint:
    from complaints.models import State
    from tests.complaints.story import bring_to

    return bring_to(new_complaint(cast), State.AWAITING_GM, cast)


def test_a_task_is_in_the_inbox_of_its_role_at_its_place_only(
    cast: Cast, complaint: Complaint
) -> None:
    assert numbers(cast.clerk) == [complaint.number]
    assert numbers(cast.other_clerk) == numbers(cast.supervisor) == []
    assert as_user(cast.clerk).get("/").context["inbox_count"] == 1


def test_a_deadline_without_anything_to_do_is_in_no_inbox(cast: Cast, complaint: Complaint) -> None:
    assert numbers(cast.service) == []


@pytest.mark.article("R0.delegation")
def test_the_substitute_has_the_absent_persons_tasks_once_accepted(cast: Cast) -> None:
    from complaints.models import State
    from foundation import clock
    from foundation.people.delegation import accept, delegate
    from tests.complaints.story import bring_to

    complaint = bring_to(new_complaint(cast), State.UNDER_REVIEW, cast)
    away = delegate(
        by=cast.head,
        substitute=cast.service_head,
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=3),
    )
    assert numbers(cast.service_head) == []
    accept(away, by=cast.service_head)
    assert numbers(cast.service_head) == [complaint.number]


def test_soonest_first_and_the_number_of_queries_does_not_grow(cast: Cast, clock: Any) -> None:
    first = new_complaint(cast)
    client = as_user(cast.clerk)
    client.get("/inbox/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/inbox/")
    clock.move(days=1)
    later = [new_complaint(cast) for _ in range(5)]
    with CaptureQueriesContext(connection) as many:
        client.get("/inbox/")
    assert numbers(cast.clerk) == [first.number, *[one.number for one in later]]
    assert len(many) == len(few)


def test_done_started_and_copied_each_have_their_tab(cast: Cast, complaint: Complaint) -> None:
    from tests.complaints.story import check

    check(complaint, cast)
    page = as_user(cast.supervisor).post(f"/m/{complaint.pk}/copy/", {"to": [cast.engineer.pk]})
    assert page.status_code == 302
    assert numbers(cast.clerk, "/inbox/done/") == [complaint.number]
    assert numbers(cast.clerk, "/inbox/started/") == [complaint.number]
    assert numbers(cast.engineer, "/inbox/copied/") == [complaint.number]
    assert as_user(cast.engineer).get(f"/m/{complaint.pk}/").status_code == 302


@pytest.mark.parametrize("address", ["/m/{m}/", "/m/{m}/copy/", "/tasks/{t}/urge/"])
def test_what_one_may_not_see_answers_404(cast: Cast, complaint: Complaint, address: str) -> None:
    page = as_user(cast.other_clerk)
    path = address.format(m=complaint.pk, t=open_task(complaint).pk)
    assert page.get(path).status_code == 404


def test_handed_on_the_task_leaves_one_inbox_for_another(cast: Cast, complaint: Complaint) -> None:
    page = as_user(cast.clerk)
    address = f"/tasks/{open_task(complaint).pk}/hand-on/"
    refused = page.post(address, {"to": cast.clerk.pk, "reason": "外出"})
    assert refused.status_code == 422 and "R0.roles" in refused.content.decode()
    assert page.post(address, {"to": cast.service.pk, "reason": "外出"}).status_code == 302
    assert numbers(cast.clerk) == [] and numbers(cast.service) == [complaint.number]


def test_an_opinion_is_asked_and_answered(cast: Cast, complaint: Complaint) -> None:
    from foundation.process.models import Question, Task

    task = open_task(complaint)
    as_user(cast.clerk).post(
        f"/tasks/{task.pk}/ask/", {"asked": cast.engineer.pk, "text": "是质量问题吗？"}
    )
    asked = Task.objects.get(assignee=cast.engineer, closed_at=None)
    assert numbers(cast.engineer) == [complaint.number]
    page = as_user(cast.engineer).post(f"/tasks/{asked.pk}/answer/", {"text": "是"})
    assert page.status_code == 302
    assert Question.objects.get().answer == "是"
    assert numbers(cast.engineer) == [] and numbers(cast.clerk) == [complaint.number]


@pytest.mark.article("R0.urging")
def test_the_same_task_is_urged_once_an_hour(cast: Cast, complaint: Complaint, clock: Any) -> None:
    address = f"/tasks/{open_task(complaint).pk}/urge/"
    page = as_user(cast.supervisor)
    assert page.post(address).status_code == 302
    refused = page.post(address)
    assert refused.status_code == 422 and "R0.urging" in refused.content.decode()
    clock.move(hours=1)
    assert page.post(address).status_code == 302


@pytest.mark.article("R0.taking_back")
def test_a_step_is_taken_back_on_its_page_until_the_next_one(
    cast: Cast, complaint: Complaint
) -> None:
    from complaints.models import Complaint as Model
    from tests.complaints.story import accept, check, seen

    check(complaint, cast)
    page, address = as_user(cast.clerk), f"/m/{complaint.pk}/take-back/"
    page.post(address, {"reason": "写错了", "seen": seen(complaint)})
    assert Model.objects.get(pk=complaint.pk).state == "registered"
    check(complaint, cast)
    before = seen(complaint)
    accept(complaint, cast)
    refused = page.post(address, {"reason": "写错了", "seen": before})
    assert refused.status_code == 409 and "data-stale" in refused.content.decode()


def test_several_are_approved_at_once_and_each_result_is_told(cast: Cast) -> None:
    from complaints.models import Complaint as Model
    from complaints.models import State

    good, changed = waiting_for_gm(cast), waiting_for_gm(cast)
    tasks = {open_task(good): good.matter.version, open_task(changed): changed.matter.version - 1}
    answer = as_user(cast.gm).post(
        "/inbox/approve/",
        {"task": [task.pk for task in tasks]}
        | {f"seen-{task.pk}": version for task, version in tasks.items()},
    )
    told = {one["task"].matter_id: one.get("refusal") for one in answer.context["results"]}
    assert told[good.pk] is None and told[changed.pk].article == "R0.versions"
    assert Model.objects.get(pk=good.pk).state == State.DISPOSING
    assert Model.objects.get(pk=changed.pk).state == State.AWAITING_GM


def test_nobody_approves_by_batch_what_is_not_in_their_inbox(cast: Cast) -> None:
    from complaints.models import Complaint as Model

    complaint = waiting_for_gm(cast)
    task = open_task(complaint)
    answer = as_user(cast.clerk).post(
        "/inbox/approve/", {"task": task.pk, f"seen-{task.pk}": complaint.matter.version}
    )
    assert answer.context["results"] == [] and answer.context["missed"] == 1
    assert Model.objects.get(pk=complaint.pk).state == "awaiting_gm"


def test_search_finds_what_one_may_see_and_nothing_else(cast: Cast, complaint: Complaint) -> None:
    assert found(cast.clerk, "按摩椅") == [complaint.number]
    assert found(cast.clerk, complaint.number) == [complaint.number]
    assert found(cast.other_clerk, "按摩椅") == []
    assert found(cast.other_clerk, complaint.number) == []
    page = as_user(cast.clerk).get("/search/?q=不能啟動").content.decode()
    assert "使用三天后<mark>不能启动</mark>" in page
    assert "<mark>按摩椅</mark>" in as_user(cast.clerk).get("/search/?q=按摩椅").content.decode()


def test_the_dashboard_counts_what_its_lists_show(cast: Cast, clock: Any) -> None:
    from tests.complaints.story import STEPS

    closed = new_complaint(cast)
    for __, step in STEPS:
        step(closed, cast)
    late = new_complaint(cast)
    clock.move(days=4)
    page = as_user(cast.gm)
    figures = page.get("/dashboard/").context["overview"]
    assert figures["late"] == 1 and figures["rate"] == "50%" and figures["open"] == 1
    assert figures["late_by_department"][0]["label"] == "人民路店"
    assert numbers(cast.gm, figures["late_url"]) == [late.number]
    assert numbers(cast.gm, figures["late_by_department"][0]["url"]) == [late.number]
    assert numbers(cast.gm, figures["opened_url"]) == [late.number, closed.number]
    month = figures["months"][-1]
    assert (month["opened"], month["closed"]) == (2, 1)
    assert numbers(cast.gm, month["closed_url"]) == [closed.number]


def test_every_part_of_a_text_is_found_also_typed_in_traditional(cast: Cast) -> None:
    text = "安装时打坏了墙砖，空气净化器漏电"
    complaint = new_complaint(cast, what_happened=text)
    for typed in ("打坏", "坏了", "墙砖", "空氣", "漏電", "砖，空"):
        assert found(cast.clerk, typed) == [complaint.number], typed


def test_the_dashboard_is_the_managers(cast: Cast) -> None:
    for _ in range(3):
        new_complaint(cast)
    assert as_user(cast.gm).get("/dashboard/").status_code == 200
    assert as_user(cast.clerk).get("/dashboard/").status_code == 404


def test_a_word_that_very_many_matters_contain_is_found_in_lists_and_search(
    cast: Cast, complaint: Complaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "COMMON", 0)
    assert found(cast.clerk, "按摩椅") == [complaint.number]
    for word, is_there in (("按摩椅", True), ("净水器", False)):
        page = as_user(cast.clerk).get("/complaints/", {"q": word})
        assert page.status_code == 200
        assert (complaint.number in page.content.decode()) is is_there


@pytest.mark.parametrize("shown", [1, 2, 20])
def test_a_common_word_is_found_in_every_kind_of_record_the_newest_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, shown: int
) -> None:
    """The kinds it is met in first are a sample: here of one."""
    monkeypatch.setattr(search, "COMMON", 0)
    monkeypatch.setattr(Search, "shown", shown)
    complaints = [new_complaint(cast, goods="按摩椅").number for __ in range(3)]
    document = new_document(make_archive_cast(), name="按摩椅说明书")
    assert found(cast.gm, "按摩椅") == [document.number, *complaints[::-1]][:shown]


@pytest.mark.article("R2.12")
def test_who_decides_has_the_report_and_the_opinion_on_the_page_of_the_decision(cast: Cast) -> None:
    complaint = waiting_for_gm(cast)
    report = complaint.report
    assert report
    page = as_user(cast.gm).get(f"/complaints/{complaint.pk}/decide/").content.decode()
    assert report.conclusion in page
    assert report.countermeasures in page
    assert complaint.opinion in page


@pytest.mark.article("R2.17")
def test_a_refused_report_names_what_is_missing_and_leads_to_where_it_is_written(
    cast: Cast,
) -> None:
    from complaints.models import State
    from tests.complaints.story import bring_to, seen

    complaint = bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    address = f"/complaints/{complaint.pk}/"
    answer = as_user(cast.engineer).post(f"{address}submit-report/", {"seen": seen(complaint)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "发生原因" in page
    assert f'href="{address}report/"' in page


@pytest.mark.article("R2.4")
def test_the_list_of_preventions_tells_how_far_each_is_to_those_who_may_see_its_complaint(
    cast: Cast, complaint: Complaint, clock: Any
) -> None:
    from complaints import actions
    from complaints.models import State
    from tests.complaints import story

    story.bring_to(complaint, State.CLOSED, cast)
    day = clock.now().date() + timedelta(days=10)
    done, _open = (
        actions.plan_prevention(
            complaint, by=cast.admin_hr, text=text, owner=cast.engineer, due_on=day
        )
        for text in ("来料全检", "更换供应商")
    )
    actions.finish_prevention(done, by=cast.engineer, note="已执行")

    def shown(user: User, progress: str = "") -> list[str]:
        page = as_user(user).get(f"/complaints/prevention/?view=all&progress={progress}")
        return [str(row.progress) for row in page.context["table"].data]

    assert shown(cast.admin_hr) == ["落实中", "待检查效果"]
    assert shown(cast.admin_hr, "done") == ["待检查效果"]
    assert shown(cast.admin_hr, "doing") == ["落实中"]
    assert shown(cast.other_clerk) == shown(cast.admin_hr, "effective") == []
