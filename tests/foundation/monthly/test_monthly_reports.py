"""The life of a month's form: computed, submitted, approved, frozen, corrected later."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from complaints.figures import STATISTICS
from complaints.models import Complaint
from foundation import clock as company_clock
from foundation.articles import Refusal
from foundation.duties.jobs import open_duties
from foundation.duties.models import Duty
from foundation.monthly import actions
from foundation.monthly.long_jobs import compute_statistics
from foundation.monthly.models import MonthlyReport
from foundation.papers.printing import print_one, printouts_for
from foundation.process.models import Task, Violation, open_tasks
from foundation.process.sweep import sweep
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.harness.frozen import Clock


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()


@pytest.fixture
def report(cast: Cast, clock: Clock) -> MonthlyReport:
    new_complaint(cast)
    clock.set("2026-12-01 00:30")
    open_duties()
    compute_statistics()
    return fresh()


def fresh(month: date = date(2026, 11, 1)) -> MonthlyReport:
    found: MonthlyReport = reports().select_related("matter").get(month=month)
    return found


def reports() -> Any:
    """Those of the complaints: every regulation has its own."""
    return MonthlyReport.objects.filter(code=STATISTICS.code)


def duty() -> Duty:
    """The recurring duty to submit November's form."""
    found: Duty = Duty.objects.select_related("matter").get(
        code=STATISTICS.submit_duty.code, period=date(2026, 11, 1)
    )
    return found


def approved(report: MonthlyReport, cast: Cast) -> MonthlyReport:
    actions.submit(report, by=cast.admin_hr, seen=report.matter.version)
    actions.approve(report, by=cast.gm, seen=report.matter.version)
    return fresh()


def forgotten(cast: Cast) -> Complaint:
    """A complaint of November that was not entered then."""
    late = company_clock.now().replace(year=2026, month=11, day=30)
    return new_complaint(cast, received_at=late, late_entry_reason="漏登")


def received(report: MonthlyReport) -> str:
    return next(row["value"] for row in report.figures["totals"] if row["code"] == "received")


@pytest.mark.article("R2.27")
def test_last_month_is_computed_once_and_due_on_the_tenth(report: MonthlyReport) -> None:
    compute_statistics()
    assert reports().count() == 1
    assert report.number.startswith("TJ-202612-")  # one series for all regulations' forms
    assert report.matter.regulation == 2
    assert received(report) == "1"
    task = open_tasks(duty().pk).get()
    assert (task.due_on, task.article) == (date(2026, 12, 10), "R2.27")
    assert task.role is not None and task.role.name == "admin_hr"


@pytest.mark.article("R2.27")
def test_months_left_out_by_downtime_are_made_up(report: MonthlyReport, clock: Clock) -> None:
    clock.set("2027-03-05 00:30")
    compute_statistics()
    months = reports().order_by("month").values_list("month", flat=True)
    assert list(months) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
        date(2027, 2, 1),
    ]


@pytest.mark.article("R2.27")
def test_a_form_not_submitted_by_the_tenth_is_a_violation(
    report: MonthlyReport, clock: Clock
) -> None:
    clock.set("2026-12-11 08:00")
    sweep()
    sweep()
    assert Violation.objects.filter(matter=duty().pk, article="R2.27").count() == 1


@pytest.mark.article("R2.27", "R0.months", "R0.separation")
def test_the_gm_approves_and_the_month_is_frozen_by_the_database(
    report: MonthlyReport, cast: Cast
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.submit(report, by=cast.clerk, seen=report.matter.version)
    assert refused.value.article == "R2.27"
    frozen = approved(report, cast)
    assert (frozen.approved_by, frozen.is_closed) == (cast.gm, True)
    assert not open_tasks(frozen.pk).exists()
    assert (duty().state, open_tasks(duty().pk).exists()) == ("done", False)
    articles = frozen.matter.events.exclude(to_state="").values_list("article", flat=True)
    assert list(articles) == ["R2.27", "R2.27"]
    with pytest.raises(DatabaseError), transaction.atomic():
        MonthlyReport.objects.filter(pk=frozen.pk).update(figures={})


@pytest.mark.article("R2.27")
def test_a_returned_form_is_computed_anew_when_it_is_submitted_again(
    report: MonthlyReport, cast: Cast, clock: Clock
) -> None:
    actions.submit(report, by=cast.admin_hr, seen=report.matter.version)
    actions.send_back(report, by=cast.gm, reason="漏了一件", seen=report.matter.version)
    forgotten(cast)
    returned = fresh()
    assert (returned.state, received(returned)) == ("returned", "1")
    task = Task.objects.get(matter=returned.pk, closed_at=None)
    assert (task.kind, task.due_on) == (STATISTICS.resubmit_task.code, date(2026, 12, 10))
    client = Client()
    client.force_login(cast.admin_hr)
    page = client.get(f"/monthly/{returned.pk}/submit/").content.decode()
    assert re.search(r"收到</td><td[^>]*>1</td><td[^>]*>2<", page), "told before it is submitted"
    clock.move(hours=1)
    sent = {"seen": returned.matter.version, "key": "again"}
    assert client.post(f"/monthly/{returned.pk}/submit/", sent).status_code == 302
    again = fresh()
    assert (again.state, received(again)) == ("submitted", "2")
    assert again.computed_at > returned.computed_at
    forgotten(cast)
    actions.approve(again, by=cast.gm, seen=again.matter.version)
    assert received(fresh()) == "2", "what was approved is what was submitted"


@pytest.mark.article("R0.months", "R2.27")
def test_corrections_of_frozen_months_are_counted_again_at_submission(
    report: MonthlyReport, cast: Cast, clock: Clock
) -> None:
    approved(report, cast)
    clock.set("2027-01-01 00:30")
    compute_statistics()
    december = fresh(date(2026, 12, 1))
    assert december.corrections == []
    forgotten(cast)
    actions.submit(december, by=cast.admin_hr, seen=december.matter.version)
    (one,) = [c for c in fresh(date(2026, 12, 1)).corrections if c["code"] == "received"]
    assert (one["month"], one["was"], one["now"]) == ("2026-11", "1", "2")


@pytest.mark.article("R0.months", "R2.27")
def test_a_later_change_is_a_correction_of_the_next_month_once(
    report: MonthlyReport, cast: Cast, clock: Clock
) -> None:
    approved(report, cast)
    clock.set("2026-12-15 10:00")
    forgotten(cast)
    clock.set("2027-01-01 00:30")
    compute_statistics()
    december = fresh(date(2026, 12, 1))
    found = {one["code"]: (one["month"], one["was"], one["now"]) for one in december.corrections}
    assert found["received"] == ("2026-11", "1", "2")
    assert received(fresh()) == "1"
    clock.set("2027-02-01 00:30")
    compute_statistics()
    assert "received" not in {one["code"] for one in fresh(date(2027, 1, 1)).corrections}


@pytest.mark.article("R2.27")
def test_pages_pdf_and_excel_show_the_same_figures(report: MonthlyReport, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.admin_hr)
    assert report.number in client.get("/monthly/").content.decode()
    page = client.get(f"/monthly/{report.pk}/").content.decode()
    assert "按门店" in page and "人民路店" in page and "提交审核" in page
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/monthly/{report.pk}/excel/").content))
    assert [cell.value for cell in book.worksheets[0][2]][:2] == ["收到", 1]
    (form,) = printouts_for(report, cast.admin_hr)
    pdf = print_one(form, report, by=cast.admin_hr).pdf
    reader = PdfReader(io.BytesIO(pdf))
    text = "".join(one.extract_text() for one in reader.pages)
    assert "人民路店" in "".join(text.split())
    stranger = Client()
    stranger.force_login(cast.engineer)
    assert stranger.get(f"/monthly/{report.pk}/").status_code == 404
    assert stranger.get("/monthly/").status_code == 404
    assert client.get(f"/monthly/{report.pk}/submit/").status_code == 200
    address = f"/monthly/{STATISTICS.code}/2026-11/"
    assert address in client.get(duty().get_absolute_url()).content.decode()
    assert client.get(address).headers["Location"] == report.get_absolute_url()
    assert client.get(f"/monthly/{STATISTICS.code}/2026-10/").headers["Location"] == "/monthly/"


def test_the_title_does_not_turn_to_the_language_of_whoever_acts(
    report: MonthlyReport, cast: Cast
) -> None:
    before = (report.matter.title, duty().matter.title)
    with translation.override("en"):
        assert report.title() != before[0], "the label has an English translation"
        actions.submit(report, by=cast.admin_hr, seen=report.matter.version)
    assert (fresh().matter.title, duty().matter.title) == before
