"""The checklist by kind of complaint: ticked off before the report goes on, kept with the event."""

from __future__ import annotations

import pytest
from django.test import Client

from complaints import actions, policies
from complaints.models import Complaint, State
from foundation.articles import Refusal
from foundation.process.models import Event
from tests.complaints import story
from tests.complaints.conftest import Cast, new_complaint
from tests.harness.frozen import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.article("R2.17")]


def page_of(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.head, backend="foundation.people.sign_in.PersonBackend")
    return client


def test_the_report_does_not_go_on_before_everything_is_ticked(
    cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.UNDER_REVIEW, cast)
    items = story.ticked(complaint)
    assert len(items) == 2
    with pytest.raises(Refusal) as refused:
        actions.review_report(complaint, by=cast.head, seen=story.seen(complaint), ticked=items[:1])
    assert (refused.value.article, refused.value.missing) == ("R2.11", items[1:])
    actions.review_report(complaint, by=cast.head, seen=story.seen(complaint), ticked=items)
    assert Event.objects.get(step="review_report").details["ticked"] == items


def test_the_page_asks_item_by_item_keeps_the_ticks_and_shows_them_in_the_course(
    cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.UNDER_REVIEW, cast)
    client, address = page_of(cast), f"/complaints/{complaint.pk}/review-report/"
    one, other = story.ticked(complaint)
    page = client.get(address).content.decode()
    assert one in page and other in page and "checked" not in page
    sent = {"seen": story.seen(complaint), "key": "k", "ticked": [one], "comment": "同意"}
    refused = client.post(address, sent)
    text = refused.content.decode()
    assert refused.status_code == 422 and "须逐项核对" in text and text.count(" checked") == 1
    assert client.post(address, sent | {"ticked": [one, other]}).status_code == 302
    assert other in client.get(complaint.get_absolute_url()).content.decode()


def test_a_kind_without_a_checklist_asks_nothing(cast: Cast) -> None:
    complaint = story.bring_to(new_complaint(cast), State.UNDER_REVIEW, cast)
    Complaint.objects.filter(pk=complaint.pk).update(ground="other")
    assert policies.checklist(Complaint.objects.get(pk=complaint.pk)) == []
    page = page_of(cast).get(f"/complaints/{complaint.pk}/review-report/").content.decode()
    assert "逐项核对" not in page
    actions.review_report(complaint, by=cast.head, seen=story.seen(complaint))


def test_a_report_is_not_passed_on_unread_from_the_list(cast: Cast, complaint: Complaint) -> None:
    from foundation.process.models import open_tasks

    story.bring_to(complaint, State.UNDER_REVIEW, cast)
    task = open_tasks(complaint.pk).get(kind="complaints.review")
    sent = {"task": [task.pk], f"seen-{task.pk}": story.seen(complaint), "key": "k"}
    assert "须逐项核对" in page_of(cast).post("/inbox/approve/", sent).content.decode()
    assert Complaint.objects.get(pk=complaint.pk).state == State.UNDER_REVIEW


@pytest.mark.article("R2.4", "R2.26")
def test_the_page_marks_earlier_complaints_of_the_customer_and_the_days_of_waiting(
    cast: Cast, clock: Clock
) -> None:
    first, void = new_complaint(cast), new_complaint(cast, goods="误登")
    actions.void(void, by=cast.admin_hr, reason="登记错误", seen=story.seen(void))
    clock.move(days=1)
    second = new_complaint(cast, goods="足浴盆")
    client = page_of(cast)
    client.force_login(cast.service)
    assert "此前投诉" not in client.get(first.get_absolute_url()).content.decode()
    assert "该客户此前投诉 1 次" in client.get(second.get_absolute_url()).content.decode()
    actions.wait_for_customer(second, by=cast.service, reason="等客户寄回")
    clock.move(days=2)
    actions.end_wait(second, by=cast.service)
    clock.move(days=3)
    actions.wait_for_customer(second, by=cast.service, reason="等客户答复")
    clock.move(days=1)
    assert "等待客户共 3 天" in client.get(second.get_absolute_url()).content.decode()
