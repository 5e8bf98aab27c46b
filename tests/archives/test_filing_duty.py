"""By the 10th each department has filed last month's documents (R1.2.4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from archives import actions, deadlines
from archives.models import Transfer
from foundation.articles import Refusal
from foundation.duties import actions as duties
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.people.models import Department
from foundation.process.models import Violation, open_tasks
from tests.archives.conftest import Cast, make_cast, new_document, seen
from tests.complaints.test_deadlines import by_person, deliver
from tests.harness.frozen import Clock
from tests.harness.mail import Sink

OCTOBER = date(2026, 10, 1)


def duty_of(department: Department, month: date = OCTOBER) -> Duty:
    found: Duty = Duty.objects.select_related("matter", "department").get(
        code=deadlines.FILING.code, department=department, period=month
    )
    return found


@pytest.mark.article("R1.2.4", "R1.1.2")
@pytest.mark.django_db(transaction=True)
def test_the_tenth_reminds_and_escalates_daily_until_the_month_is_filed(
    celery_worker: Any, smtp_sink: Sink, clock: Clock
) -> None:
    cast = make_cast()
    clock.set("2026-10-31T10:00")
    document = new_document(cast)
    actions.collect(document, by=cast.clerk, seen=seen(document))
    clock.set("2026-11-02T09:00")
    open_due()
    clerk, head, assistant = cast.clerk.email, cast.sales_head.email, cast.assistant.email
    told: dict[int, dict[str, int]] = {}
    for day in (6, 7, 10, 11, 12):
        smtp_sink.clear()
        clock.set(f"2026-11-{day:02}T00:10")
        deliver(smtp_sink)
        deliver(smtp_sink)
        people = by_person(smtp_sink)
        told[day] = {who: people[who] for who in (clerk, head, assistant) if people[who]}
    assert told[6] == {}
    assert told[7] == told[10] == {clerk: 1}, "three days before, and on the day itself"
    # Sales by its archivist and head; the assistant gets one mail a day with all that is late.
    assert told[11] == told[12] == {clerk: 1, head: 1, assistant: 1}
    late = Violation.objects.filter(matter=duty_of(cast.sales).pk)
    assert [one.article for one in late] == ["R1.2.4"], "once, however many days"
    actions.offer(cast.sales, by=cast.clerk, documents=[document])
    smtp_sink.clear()
    clock.set("2026-11-13T00:10")
    deliver(smtp_sink)
    assert by_person(smtp_sink)[clerk] == 0
    duty = duty_of(cast.sales)
    assert duty.state == "done" and duty.is_late


@pytest.mark.article("R1.2.4")
def test_offering_by_midnight_of_the_tenth_is_on_time_whenever_the_room_signs(
    cast: Cast, clock: Clock
) -> None:
    clock.set("2026-10-31T10:00")
    document = new_document(cast)
    actions.collect(document, by=cast.clerk, seen=seen(document))
    clock.set("2026-11-02T09:00")
    open_due()
    clock.set("2026-11-10T23:59")  # a Tuesday; Saturday the 10th of October counted just as well
    transfer = actions.offer(cast.sales, by=cast.clerk, documents=[document])
    clock.set("2026-11-20T09:00")
    duty = duty_of(cast.sales)
    assert duty.state == "done" and not duty.is_late
    task = open_tasks(transfer.pk).get()
    assert (task.kind, task.due_on) == (deadlines.RECEIPT.code, date(2026, 11, 12))
    assert Transfer.objects.get().state == "offered"


@pytest.mark.article("R1.2.4")
def test_the_tenth_is_not_moved_by_a_holiday(clock: Clock, db: None) -> None:
    assert deadlines.FILING.due_on(date(2026, 9, 1)) == date(2026, 10, 10), "a Saturday"


@pytest.mark.article("R1.2.4")
def test_the_month_is_filed_when_all_it_collected_is_handed_over(cast: Cast, clock: Clock) -> None:
    clock.set("2026-10-31T10:00")
    first, second, later = (new_document(cast, name=name) for name in ("一", "二", "三"))
    for document in (first, second):
        actions.collect(document, by=cast.clerk, seen=seen(document))
    clock.set("2026-11-02T09:00")
    open_due()
    actions.collect(later, by=cast.clerk, seen=seen(later))
    actions.offer(cast.sales, by=cast.clerk, documents=[first])
    assert duty_of(cast.sales).state == "due"
    with pytest.raises(Refusal) as refused:
        duty = duty_of(cast.sales)
        duties.declare_empty(duty, by=cast.clerk, seen=duty.matter.version)
    assert refused.value.article == "R1.2.4"
    actions.offer(cast.sales, by=cast.clerk, documents=[second])
    assert duty_of(cast.sales).state == "done", "what November collected is November's"


@pytest.mark.article("R1.2.4")
def test_a_department_without_documents_declares_so_and_one_without_archivist_by_its_head(
    cast: Cast, clock: Clock
) -> None:
    open_due()
    sales, finance = duty_of(cast.sales), duty_of(cast.finance)
    duties.declare_empty(sales, by=cast.clerk, seen=sales.matter.version)
    assert duty_of(cast.sales).state == "empty"
    assert open_tasks(finance.pk).get().assignee == cast.gm, "the head above, for want of one"
    client = Client()
    client.force_login(cast.gm, backend="foundation.people.sign_in.PersonBackend")
    page = client.get(finance.get_absolute_url()).content.decode()
    assert "/archives/archivists/" in page, "an archivist is named before anything is handed over"
