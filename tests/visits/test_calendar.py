"""The month as a calendar, moving a visit, and the address a phone's calendar reads."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.harness.frozen import Clock
from tests.visits.conftest import Team, approved, facts, fresh, only_line, planned
from tests.visits.test_pages import client_of, page
from tests.visits.test_visits import unplanned
from visits import actions
from visits.models import Feed, PlanLine


def days_of(html: str) -> dict[str, str]:
    """Day -> what its cell shows, without tags."""
    cells = re.findall(r"<td class=\"(?!is-outside)[^>]*>(.*?)</td>", html, re.S)
    texts = [re.sub(r"<[^>]+>", " ", cell).split() for cell in cells]
    return {words[0]: " ".join(words[2:]) for words in texts}


@pytest.mark.article("R7.3.1")
def test_a_visit_is_moved_at_once_in_a_draft_and_by_leave_once_approved(team: Team) -> None:
    plan = planned(team)
    move = reverse("visits:reschedule", args=[plan.pk, only_line(plan).pk])
    client = client_of(team.seller)
    html = page(team.seller, "calendar", plan.pk)
    assert "港口集团" in days_of(html)["8"] and f'data-move="{move}"' in html
    assert html.count("data-day=") == 31 and "data-move-form" in html
    assert "data-move" not in page(team.head, "calendar", plan.pk), "not the head's to move"
    sent = client.post(move, {"planned_on": "2026-12-11", "seen": plan.matter.version, "key": "a"})
    assert sent.headers["Location"] == reverse("visits:calendar", args=[plan.pk])
    assert only_line(plan).planned_on == date(2026, 12, 11)
    actions.submit(fresh(plan), by=team.seller, seen=fresh(plan).matter.version)
    assert "data-move" not in page(team.seller, "calendar", plan.pk), "it is being reviewed"
    actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    seen = {"seen": fresh(plan).matter.version}
    opened = client.get(move, {"on": "2026-12-15"}).content.decode()
    assert 'value="2026-12-15"' in opened and 'name="reason"' in opened
    for typed in ({"planned_on": "2026-12-15"}, {"planned_on": "2027-01-01", "reason": "停工"}):
        assert client.post(move, seen | typed | {"key": "b"}).status_code == 422
    client.post(move, seen | {"planned_on": "2026-12-15", "reason": "港口停工", "key": "c"})
    assert only_line(plan).planned_on == date(2026, 12, 11), "the old day holds"
    days = days_of(page(team.seller, "calendar", plan.pk))
    assert "已批准" in days["11"] and "变更待审核" in days["15"]
    proposal = PlanLine.objects.get(status="proposed")
    actions.decide_change(proposal, by=team.head, is_approved=True)
    assert only_line(plan).planned_on == date(2026, 12, 15)
    assert only_line(plan).purposes == ["business"], "all else stays as it was"


def test_the_calendar_shows_what_took_place_on_its_day(team: Team, clock: Clock) -> None:
    plan = approved(team)
    other = approved(team, month=date(2027, 1, 1))
    clock.set("2026-12-10 18:00")
    line = only_line(plan)
    unplanned(team, date(2026, 12, 9), line=line, unplanned_reason="")
    unplanned(team, date(2026, 12, 10))
    html = page(team.head, "calendar", plan.pk)
    days = days_of(html)
    assert days["9"] == "港口集团 已拜访，原定 12-08" and "计划外" in days["10"]
    assert days["8"] == ""
    assert reverse("visits:calendar", args=[other.pk]) in html
    assert client_of(team.outsider).get(plan.get_absolute_url() + "calendar/").status_code == 404


def events(content: bytes) -> list[Any]:
    """As a calendar program reads them; no line is longer than RFC 5545 allows."""
    assert all(len(one) <= 75 for one in content.split(b"\r\n"))
    read: Any = Calendar.from_ical(content)
    return list(read.walk("VEVENT"))


@pytest.mark.article("R7.3.1")
def test_a_phone_reads_the_own_visits_under_a_secret_address_until_it_is_revoked(
    team: Team, clock: Clock
) -> None:
    plan = approved(team)
    client = client_of(team.seller)
    assert "还没有订阅地址" in page(team.seller, "feed")
    client.post(reverse("visits:feed"), {"key": "a"})
    address = reverse("visits:ical", args=[Feed.objects.get().token])
    assert f"http://testserver{address}" in page(team.seller, "feed")
    phone = Client()
    answer = phone.get(address)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer.headers["Cache-Control"]
    (event,) = events(answer.content)
    assert event["SUMMARY"] == "港口集团" and event["STATUS"] == "CONFIRMED"
    assert (event.start, event.end) == (date(2026, 12, 8), date(2026, 12, 9))
    assert event.stamp == datetime(2026, 11, 2, 1, tzinfo=UTC)
    note = "带;样品,和\\目录\n" + "很长的说明" * 20
    actions.add_line(
        planned(team, month=date(2027, 1, 1)), by=team.seller,
        given=facts(team, planned_on=date(2027, 1, 9), note=note),
    )  # fmt: skip
    planned(team, by=team.colleague)
    own = events(phone.get(address).content)
    days = [(2026, 12, 8), (2027, 1, 8), (2027, 1, 9)]
    assert [one.start for one in own] == [date(*day) for day in days]
    assert own[-1]["STATUS"] == "TENTATIVE" and own[-1]["DESCRIPTION"].endswith(note)
    clock.set("2027-02-08 09:00")
    assert len(events(phone.get(address).content)) == 2, "what is long past goes"
    number = Feed.objects.get().pk
    for wrong in (address.replace(".ics", "x.ics"), address.replace(f"/{number}.", "/0.")):
        assert phone.get(wrong).status_code == 404
    client.post(reverse("visits:feed"), {"key": "b"})
    newer = reverse("visits:ical", args=[Feed.objects.valid().get().token])
    assert (phone.get(address).status_code, phone.get(newer).status_code) == (404, 200)
    team.seller.is_active = False
    team.seller.save()
    assert phone.get(newer).status_code == 404, "who has left reads nothing"
    team.seller.is_active = True
    team.seller.save()
    client.post(reverse("visits:revoke_feed"), {"key": "c"})
    assert phone.get(newer).status_code == 404
    assert plan.number not in phone.get(newer).content.decode()
