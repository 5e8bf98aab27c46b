"""Pages of the visits: what is shown to whom, and the papers."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from foundation.papers.printing import print_one, printout
from foundation.people.models import User
from tests.harness.frozen import Clock
from tests.visits.conftest import Team, approved, asked, fresh, only_line, planned
from tests.visits.test_visits import now, report, visited
from visits import actions
from visits.models import Plan, Visit


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def page(user: User, name: str, *args: Any) -> str:
    answer = client_of(user).get(reverse(f"visits:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def text_of(form: str, record: Any, by: User) -> str:
    declared = printout(form)
    assert declared is not None
    pdf = print_one(declared, record, by=by).pdf
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.article("R7.2.3")
def test_the_plan_shows_quota_and_who_else_goes_there(team: Team) -> None:
    plan = planned(team, lines=2)
    planned(team, by=team.colleague)
    html = page(team.head, "plan", plan.pk)
    assert "已安排 2 次，规定 20 次" in html
    assert "同月拜访：白桦 12-08" in html
    actions.set_posting(
        by=team.sales_head, person=team.seller, position="none", since=date(2026, 11, 30)
    )
    assert "已安排 2 次；本月没有规定次数" in page(team.head, "plan", plan.pk)


@pytest.mark.article("R7.3.1")
def test_what_one_may_not_see_is_not_there(team: Team, clock: Clock) -> None:
    visit, request = visited(team, clock), asked(team)
    plan = Plan.objects.get()
    for name, pk in (("plan", plan.pk), ("visit", visit.pk), ("request", request.pk)):
        for who in (team.colleague, team.outsider):
            answer = client_of(who).get(reverse(f"visits:{name}", args=[pk]))
            assert answer.status_code == 404, (name, who)
        page(team.sales_head, name, pk)


@pytest.mark.article("R7.3.1")
def test_a_plan_is_made_on_the_pages_from_month_to_submission(team: Team) -> None:
    client = client_of(team.seller)
    opened = client.post(reverse("visits:open"), {"month": "2026-12-01", "key": "a"})
    plan = Plan.objects.get()
    assert opened.headers["Location"] == plan.get_absolute_url()
    add = reverse("visits:add_line", args=[plan.pk])
    seen = {"seen": fresh(plan).matter.version}
    wrong = client.post(
        add, seen | {"planned_on": "2026-11-30", "customer": "无此客户", "key": "b"}
    )
    html = wrong.content.decode()
    assert wrong.status_code == 422
    assert "登记册中没有这个客户" in html and "2026-11-30" in html, "what was typed is kept"
    line = {
        "planned_on": "2026-12-08", "customer": "港口集团", "relation": "current",
        "purposes": ["bond"], "contact": "王工",
    }  # fmt: skip
    outside = client.post(add, seen | line | {"planned_on": "2027-01-01", "key": "c"})
    assert "2026-12 之内" in outside.content.decode()
    assert client.post(add, seen | line | {"key": "d"}).status_code == 302
    stale = client.post(reverse("visits:submit", args=[plan.pk]), seen | {"key": "e"})
    assert stale.status_code == 409
    now = {"seen": fresh(plan).matter.version}
    client.post(reverse("visits:submit", args=[plan.pk]), now | {"key": "f"})
    assert fresh(plan).state == "submitted"
    assert "待主管审核" in page(team.head, "list")


@pytest.mark.article("R7.3.4.1")
def test_a_visit_is_recorded_from_its_line_and_leads_to_its_report(
    team: Team, clock: Clock
) -> None:
    plan = approved(team)
    clock.set("2026-12-08 18:00")
    client = client_of(team.seller)
    address = reverse("visits:record") + f"?line={only_line(plan).pk}"
    assert address in page(team.seller, "plan", plan.pk)
    filled = client.get(address).content.decode()
    assert 'name="customer"' not in filled and 'value="王工"' in filled, "the line says it"
    assert 'name="customer"' in page(team.seller, "record")
    data = {
        "line": only_line(plan).pk, "began_on": "2026-12-08", "ended_on": "2026-12-08",
        "met": "王工", "key": "a",
    }  # fmt: skip
    answer = client.post(address, data)
    visit = Visit.objects.get()
    assert f'href="{visit.get_absolute_url()}">已拜访 12-08' in page(team.seller, "plan", plan.pk)
    assert answer.headers["Location"] == reverse("visits:submit_report", args=[visit.pk])
    assert (visit.purposes, visit.customer) == (["business"], team.harbour)
    assert (
        client.post(reverse("visits:record"), data).headers["Location"]
        == answer.headers["Location"]
    )
    lacking = client.post(
        reverse("visits:record"),
        {"began_on": "2026-12-08", "ended_on": "2026-12-08", "met": "王工", "key": "b"},
    )
    assert lacking.status_code == 422
    assert "请填写拜访客户" in lacking.content.decode()


@pytest.mark.article("R7.3.1", "R7.3.4.1", "R7.3.3.3")
def test_plan_report_and_request_are_printed(team: Team, clock: Clock) -> None:
    visit = visited(team, clock)
    report(visit, team.seller, remaining="合同条款")
    sheet = text_of("visits.report", now(visit), team.head)
    for part in ("港口集团", "同意试用", "合同条款", "白桦", "2026-12-10"):
        assert part in sheet, part
    plan = fresh(visit.line.plan)  # type: ignore[union-attr]
    sheet = text_of("visits.plan", plan, team.head)
    for part in ("拜访计划书", "港口集团", "王工", "样品", plan.number):
        assert part in sheet, part
    sheet = text_of("visits.request", asked(team, amount="300.50"), team.head)
    assert "叁佰元伍角" in sheet and "王工" in sheet


def test_the_lists_are_exported_with_words_not_codes(team: Team, clock: Clock) -> None:
    visit = visited(team, clock)
    html = page(team.head, "visits")
    assert "客户保养：推动业务量" in html and visit.number in html
    filtered = client_of(team.head).get(reverse("visits:visits"), {"purpose": "market"})
    assert visit.number not in filtered.content.decode()
