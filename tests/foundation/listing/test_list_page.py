import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.customers.models import Customer
from foundation.listing import keyset
from foundation.listing.models import SavedFilter
from foundation.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.listing.urls")]

PAGE = "/toy/customers/"
Make = Callable[..., list[Customer]]


def names(html: str) -> list[str]:
    return re.findall(r"<td[^>]*>(客户\d{4})</td>", html)


def body(client: Client, query: str = "") -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return response.content.decode()


def link(html: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', html)
    return found.group(1).replace("&amp;", "&") if found else ""


def queries(client: Client, query: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE + query).status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    web: Client, customers: Make
) -> None:
    customers(250)
    body(web)
    counted = {size: queries(web, f"?view=all&rows={size}") for size in (25, 100)} | {
        1: queries(web, "?q=客户0007"),
        50: queries(web, "?rows=50&sort=-owner"),
    }
    assert counted[25] == counted[50] == counted[100] <= 8
    assert counted[1] <= counted[25]


def test_pages_follow_each_other_forth_and_back(web: Client, customers: Make) -> None:
    customers(60)
    first = body(web, "?sort=name")
    second = body(web, link(first, "next"))
    third = body(web, link(second, "next"))
    assert names(first) + names(second) + names(third) == [f"客户{n:04d}" for n in range(60)]
    assert link(third, "next") == ""
    assert names(body(web, link(third, "prev"))) == names(second)
    assert "第一页" in second
    assert "第一页" not in first


def test_the_filters_and_the_order_stay_while_paging(web: Client, customers: Make) -> None:
    customers(120)
    first = body(web, "?kind=agent&sort=-name&rows=25")
    second = body(web, link(first, "next"))
    assert names(second) == [f"客户{n:04d}" for n in range(119 - 50, 19, -2)]


@pytest.mark.parametrize("sort", ["phone", "-phone", "owner__password", "pk;--", "", "-"])
def test_an_unknown_order_is_ignored(web: Client, customers: Make, sort: str) -> None:
    customers(3)
    assert names(body(web, f"?sort={sort}")) == ["客户0000", "客户0001", "客户0002"]


@pytest.mark.parametrize("place", ["after=nonsense", "before=x:y", "after=", "rows=-1&after=%00"])
def test_a_cursor_that_is_not_ours_shows_the_first_page(
    web: Client, customers: Make, place: str
) -> None:
    customers(3)
    assert len(names(body(web, f"?{place}"))) == 3


def test_a_cursor_of_another_order_is_not_taken(web: Client, customers: Make) -> None:
    customers(60)
    first = body(web, "?sort=name")
    after = re.search(r"after=([^&]+)", link(first, "next"))
    assert after
    assert names(body(web, f"?sort=-name&after={after.group(1)}"))[0] == "客户0059"


def test_counting_stops_at_a_thousand(
    web: Client, customers: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    customers(60)
    assert "共 60 条" in body(web)
    monkeypatch.setattr(keyset, "COUNTED", 50)
    assert "超过 50 条" in body(web)


def test_a_wrong_date_shows_its_message_and_no_rows(web: Client, customers: Make) -> None:
    customers(3)
    html = body(web, "?created_at_from=2026-02-31")
    assert names(html) == []
    assert re.search(r"created_at.*?(invalid-feedback|errorlist)", html, re.DOTALL)
    turned = body(web, "?created_at_from=2026-02-03&created_at_to=2026-02-01")
    assert "结束日期早于开始日期" in turned


def test_filters_narrow_the_list(web: Client, customers: Make, li: User) -> None:
    made = customers(9)
    assert len(names(body(web, "?owner=李强"))) == 3
    assert len(names(body(web, "?owner=E002"))) == 3
    assert len(names(body(web, "?kind=agent&kind=consumer"))) == 9
    assert len(names(body(web, f"?department={li.department_id}"))) == 6
    assert len(names(body(web, f"?department={li.department.parent_id}"))) == 6  # type: ignore[union-attr]
    assert names(body(web, "?q=0004")) == ["客户0004"]
    day = made[0].created_at.date().isoformat()
    assert len(names(body(web, f"?created_at_from={day}&created_at_to={day}"))) >= 1


def test_rows_one_may_not_see_are_not_listed(web: Client, customers: Make) -> None:
    customers(2, kind="franchisee")
    assert names(body(web)) == []


def test_chosen_columns_are_remembered_for_the_person(
    web: Client, customers: Make, li: User
) -> None:
    customers(2)
    response = web.post(
        PAGE, {"act": "choose_columns", "columns": ["name", "phone", "password"], "rows": "100"}
    )
    assert response.status_code == 302
    heads = re.findall(r'<th scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<\s]+)', body(web))
    assert heads == ["名称", "电话"]
    other = Client()
    other.force_login(li, backend="foundation.people.sign_in.PersonBackend")
    assert "归属人</a>" in body(other) or "归属人<" in body(other)
    assert SavedFilter.objects.get().page_size == 100


def test_a_default_filter_opens_first_and_all_shows_all(web: Client, customers: Make) -> None:
    customers(4)
    web.post(
        PAGE + "?kind=agent&sort=name&after=x",
        {"act": "save_filter", "name": "代理商", "is_default": "on"},
    )
    response = web.get(PAGE, follow=True)
    assert response.redirect_chain
    assert names(response.content.decode()) == ["客户0001", "客户0003"]
    assert len(names(body(web, "?view=all"))) == 4


@pytest.mark.article("R0.lists")
def test_a_shared_filter_shows_colleagues_only_what_they_may_see_and_is_not_theirs_to_delete(
    web: Client, customers: Make, li: User
) -> None:
    customers(2)
    web.post(PAGE + "?q=客户", {"act": "save_filter", "name": "共享的", "is_shared": "on"})
    web.post(PAGE + "?q=客户", {"act": "save_filter", "name": "私人的"})
    saved = SavedFilter.objects.get(name="共享的")
    other = Client()
    other.force_login(li, backend="foundation.people.sign_in.PersonBackend")
    html = body(other)
    assert "共享的" in html
    assert "私人的" not in html
    other.post(PAGE, {"act": "delete_filter", "filter": str(saved.pk)})
    assert SavedFilter.objects.filter(pk=saved.pk).exists()
    web.post(PAGE, {"act": "delete_filter", "filter": str(saved.pk)})
    assert not SavedFilter.objects.filter(pk=saved.pk).exists()


@pytest.mark.article("R0.lists")
def test_a_filter_without_a_name_is_refused_beside_the_field(web: Client) -> None:
    response = web.post(PAGE, {"act": "save_filter", "name": "  "})
    assert "请填写名称" in response.content.decode()
    assert not SavedFilter.objects.exists()


def test_an_empty_list_says_so(web: Client) -> None:
    assert "暂无记录" in body(web)
    assert "没有符合条件的记录" in body(web, "?q=没有")
