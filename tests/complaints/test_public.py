from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from complaints import policies
from complaints.models import Complaint, Satisfaction, State
from foundation.notifications.models import Notice
from tests.complaints import story
from tests.complaints.conftest import Cast
from tests.harness.frozen import Clock

NEW, SENT, PROGRESS = (f"/complaints/public/{page}" for page in ("", "sent/", "progress/"))


@pytest.fixture(autouse=True)
def fresh_counters(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["counters"], "key_prefix", uuid.uuid4().hex)


def filled(client: Client, **changes: Any) -> dict[str, Any]:
    """What a customer sends: the page's hidden values and the answers."""
    page = client.get(NEW).content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page).group(1)  # type: ignore[union-attr]
        for name in ("shown", "key")
    }
    answers = {
        "customer_name": "韩梅梅", "contact_phone": "138 0000 2222", "goods": "足浴盆",
        "ground": "quality", "what_happened": "漏水", "demands": ["return"],
        "contact_email": "mei@example.com",
    }  # fmt: skip
    return hidden | answers | changes


@pytest.mark.article("R2.15", "R2.26")
def test_a_customer_complains_once_and_sees_number_and_code(cast: Cast, clock: Clock) -> None:
    client = Client()
    answers = filled(client)
    clock.move(seconds=10)
    for __ in range(2):  # pressed twice
        response = client.post(NEW, answers)
        assert (response.status_code, response["Location"]) == (302, SENT)
    complaint = Complaint.objects.select_related("matter").get()
    assert (complaint.channel, complaint.customer.name) == ("web", "韩梅梅")
    assert complaint.registered_by.account == "public"
    page = client.get(SENT).content.decode()
    assert complaint.number in page and complaint.tracking_code in page
    assert Notice.objects.filter(address="mei@example.com").count() == 1
    assert Client().get(SENT).status_code == 302  # somebody else's browser


@pytest.mark.parametrize(
    ("seconds", "changes"),
    [(1, {}), (10, {"website": "http://spam"}), (10, {"shown": "forged"}), (90000, {})],
)
def test_a_robot_is_kept_out(
    cast: Cast, clock: Clock, seconds: int, changes: dict[str, str]
) -> None:
    client = Client()
    answers = filled(client, **changes)
    clock.move(seconds=seconds)
    assert client.post(NEW, answers).status_code == 422
    assert not Complaint.objects.exists()


def test_one_address_may_not_flood_the_register(cast: Cast, clock: Clock) -> None:
    client = Client()
    for number in range(policies.PUBLIC_LIMITS.value()["complaints"] + 1):
        answers = filled(client, goods=f"商品{number}")
        clock.move(seconds=10)
        status = client.post(NEW, answers).status_code
    assert status == 429
    assert Complaint.objects.count() == policies.PUBLIC_LIMITS.value()["complaints"]


@pytest.mark.article("R2.14")
def test_progress_tells_no_names_and_the_customer_rates_the_reply(
    complaint: Complaint, cast: Cast
) -> None:
    client = Client()
    ask = {"code": complaint.tracking_code.lower(), "phone": "138-0000-1111"}
    page = client.post(PROGRESS, ask).content.decode()
    assert "正在核实" in page and "score" not in page
    for wrong in ({"code": "FFFFFFFFFF"}, {"phone": "13900000000"}, {"code": "", "phone": ""}):
        assert client.post(PROGRESS, ask | wrong).status_code == 422
    story.bring_to(complaint, State.CLOSED, cast)
    page = client.post(PROGRESS, ask).content.decode()
    for person in (cast.engineer, cast.service, cast.head, cast.clerk):
        assert person.name not in page
    page = client.post(PROGRESS, ask | {"score": "2", "comment": "太慢"}).content.decode()
    assert "感谢您的评价" in page
    assert Satisfaction.objects.get(complaint=complaint).score == 2
    assert client.post(PROGRESS, ask | {"score": "5"}).status_code == 422
