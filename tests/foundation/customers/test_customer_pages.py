"""The register as people use it: found by pinyin, entered once, changed without loss, merged."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from complaints.models import Complaint
from foundation.customers.models import Customer
from foundation.customers.register import find_or_register
from foundation.governance.customer_list import matching
from foundation.history.reading import changes_of, newest_version
from foundation.people.models import User
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.harness.frozen import Clock

pytestmark = pytest.mark.article("R0.customers")
CODE = "91350100M000100Y43"


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def new(by: User, name: str, phone: str, **facts: Any) -> Customer:
    return find_or_register(by=by, name=name, phone=phone, kind="consumer", **facts)


@pytest.mark.parametrize(
    ("text", "is_found"),
    [("曾国", True), ("zengguo", True), ("zgf", True), ("ZENG GUO", True), ("138-0000", True),
     ("cgf", False), ("李", False), ("0000", True)],
)  # fmt: skip
def test_a_customer_is_found_by_name_pinyin_initials_or_phone(
    cast: Cast, text: str, is_found: bool
) -> None:
    one = new(cast.service, "曾国藩", "13800001111")
    found = matching(Customer.objects.current(), text)
    assert (one in found) is is_found


def test_somebody_alike_has_to_be_ruled_out_before_entering(cast: Cast) -> None:
    new(cast.service, "李雷", "13800001111")
    client = as_user(cast.service)
    given = {"kind": "agent", "name": "李雷商行", "phone": "138 0000 1111"}
    refused = client.post("/customers/new/", given)
    assert refused.status_code == 422
    assert "is_another" in refused.context["form"].errors
    assert "李雷" in refused.content.decode()
    assert client.post("/customers/new/", given | {"is_another": "on"}).status_code == 302
    assert Customer.objects.count() == 2


def test_the_same_entry_twice_is_one_customer(cast: Cast) -> None:
    client = as_user(cast.service)
    given = {"kind": "consumer", "name": "韩梅梅", "phone": "13900002222"}
    first, second = (client.post("/customers/new/", given) for __ in range(2))
    assert first["Location"] == second["Location"]
    assert Customer.objects.count() == 1


def test_look_alikes_show_while_typing(cast: Cast) -> None:
    new(cast.service, "李雷", "13800001111")
    client = as_user(cast.service)
    assert (
        "李雷" in client.get("/customers/look-alikes/", {"phone": "13800001111"}).content.decode()
    )
    assert "李雷" not in client.get("/customers/look-alikes/", {"name": "李"}).content.decode()


def test_a_change_over_another_persons_change_is_refused_and_nothing_is_lost(cast: Cast) -> None:
    one = new(cast.service, "李雷", "13800001111")
    client, other = as_user(cast.service), as_user(cast.admin_hr)
    seen = client.get(f"/customers/{one.pk}/edit/").context["seen"]
    given = {"kind": "consumer", "name": "李雷", "phone": "13800001111", "seen": seen}
    assert other.post(f"/customers/{one.pk}/edit/", given | {"note": "甲"}).status_code == 302
    late = client.post(f"/customers/{one.pk}/edit/", given | {"note": "乙"})
    assert late.status_code == 409
    page = late.content.decode()
    assert "乙" in page, "what was typed stays"
    assert "<del>—</del> → 甲" in page and cast.admin_hr.name in page, "what the other changed"
    one.refresh_from_db()
    assert one.note == "甲"


def test_the_history_tells_who_changed_which_field(cast: Cast) -> None:
    one = new(cast.service, "李雷", "13800001111")
    client = as_user(cast.admin_hr)
    given = {
        "kind": "agent", "name": "李雷", "phone": "13800002222", "owner": cast.engineer.pk,
        "seen": newest_version(one),
    }  # fmt: skip
    client.post(f"/customers/{one.pk}/edit/", given)
    newest, first = changes_of(one)
    assert first.is_first and not first.fields
    assert newest.by == cast.admin_hr.name
    assert set(newest.fields) == {
        ("类别", "终端消费者", "代理商"),
        ("电话", "13800001111", "13800002222"),
        ("归属人", "—", "胡文斌"),
    }


def test_a_credit_code_belongs_to_one_customer(cast: Cast) -> None:
    client = as_user(cast.service)
    given = {"kind": "agent", "name": "甲公司", "phone": "02584001111", "credit_code": CODE}
    assert client.post("/customers/new/", given).status_code == 302
    given |= {"name": "乙公司", "phone": "02584002222", "is_another": "on"}
    refused = client.post("/customers/new/", given)
    assert "credit_code" in refused.context["form"].errors


def test_a_customer_shows_only_the_matters_one_may_see(cast: Cast) -> None:
    complaint = new_complaint(cast)
    address = f"/customers/{complaint.customer_id}/"
    assert complaint.number in as_user(cast.service).get(address).content.decode()
    other_store = as_user(cast.other_clerk).get(address)
    assert other_store.status_code == 200
    assert complaint.number not in other_store.content.decode()
    assert as_user(cast.engineer).get(address).status_code == 404, "has no role at all"
    Customer.objects.filter(pk=complaint.customer_id).update(owner=cast.engineer)
    own = as_user(cast.engineer).get(address)
    assert own.status_code == 200, "whose account it is"
    assert complaint.number not in own.content.decode() and "/edit/" not in own.content.decode()


def test_a_merge_is_confirmed_keeps_every_link_and_fills_what_was_empty(cast: Cast) -> None:
    complaint = new_complaint(cast)
    double = Customer.objects.get()
    Customer.objects.filter(pk=double.pk).update(address="中山路1号")
    kept = new(cast.service, "李磊", "13800009999")
    client, address = as_user(cast.admin_hr), f"/customers/{double.pk}/merge/"
    assert client.post(address, {"into": kept.pk}).status_code == 422, "not confirmed"
    done = client.post(address, {"into": kept.pk, "confirmed": "on"})
    assert done["Location"] == f"/customers/{kept.pk}/"
    assert Complaint.objects.get(pk=complaint.pk).customer == kept
    complaint.matter.refresh_from_db(fields=["customer"])
    kept.refresh_from_db()
    double.refresh_from_db()
    assert complaint.matter.customer == kept
    assert (kept.address, double.merged_into) == ("中山路1号", kept)
    for page in ("edit", "merge", "contacts"):
        moved = client.get(f"/customers/{double.pk}/{page}/")
        assert moved["Location"] == f"/customers/{kept.pk}/", (
            "a form about it leads to the kept one"
        )
    assert client.get(f"/customers/{double.pk}/").status_code == 200
    assert as_user(cast.service).get(address).status_code == 404


def test_the_list_sends_no_more_statements_for_more_customers(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    client = as_user(cast.service)
    for number in range(30):
        new(cast.service, f"客户{number}", f"1380000{number:04d}", owner=cast.engineer)
    with django_assert_max_num_queries(14):
        assert client.get("/customers/").status_code == 200
    assert client.get("/customers/?q=kehu1").status_code == 200
    assert client.get("/customers/?export=xlsx").status_code == 200
