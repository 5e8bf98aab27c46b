"""Who keeps a department's archives, filed with the archive room."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from archives import actions, holders
from archives.models import Naming
from archives.roles import DEPARTMENT_ARCHIVIST
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import User
from foundation.people.roles import holders as people_in
from tests.archives.conftest import Cast, new_document, seen
from tests.archives.test_printouts import text_of


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.mark.article("R1.1.3")
def test_the_head_names_an_archivist_and_the_archive_room_is_told(cast: Cast) -> None:
    naming = actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.colleague)
    assert naming.number == "DA-2026-001"
    assert cast.colleague in people_in(DEPARTMENT_ARCHIVIST, cast.sales)
    told = Notice.objects.filter(template="archives/named")
    assert {notice.recipient for notice in told} == {cast.archivist, cast.second}
    document = new_document(cast)
    newcomer = User.objects.get(pk=cast.colleague.pk)
    assert holders.COLLECTOR.includes(document, newcomer)
    actions.collect(document, by=newcomer, seen=seen(document))
    assert "冯倩" in text_of(cast.stranger, naming, "naming")


@pytest.mark.article("R1.1.3")
def test_only_the_departments_head_names_and_nobody_is_named_twice(cast: Cast) -> None:
    for person in (cast.clerk, cast.archivist, cast.gm):
        with pytest.raises(Refusal) as refused:
            actions.name_archivist(cast.sales, by=person, person=cast.colleague)
        assert refused.value.article == "R1.1.3"
    actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.colleague)
    with pytest.raises(Refusal) as refused:
        actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.colleague)
    assert (refused.value.article, refused.value.field) == ("R1.1.3", "person")
    assert Naming.objects.count() == 1


@pytest.mark.article("R1.1.3")
def test_a_relieved_archivist_has_the_role_no_more_and_may_be_named_again(cast: Cast) -> None:
    naming = actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.clerk)
    actions.relieve(naming, by=cast.sales_head, reason="调岗", seen=seen(naming))
    assert cast.clerk not in people_in(DEPARTMENT_ARCHIVIST, cast.sales)
    assert Notice.objects.filter(template="archives/named").count() == 4
    again = actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.clerk)
    assert again.pk != naming.pk and cast.clerk in people_in(DEPARTMENT_ARCHIVIST, cast.sales)


@pytest.mark.article("R1.1.3")
def test_the_list_shows_a_department_without_an_archivist_as_a_defect(cast: Cast) -> None:
    page = client_of(cast.stranger).get(reverse("archives:archivists")).content.decode()
    rows = page.split("<tr>")[1:]
    assert "缺陷" in next(row for row in rows if "会计部" in row)
    sales = next(row for row in rows if "销售部" in row)
    assert "丁小雨" in sales and "未备案" in sales
    actions.name_archivist(cast.sales, by=cast.sales_head, person=cast.clerk)
    page = client_of(cast.stranger).get(reverse("archives:archivists")).content.decode()
    assert "未备案" not in next(row for row in page.split("<tr>")[1:] if "销售部" in row)
    assert "指定档案员" not in page
    head = client_of(cast.sales_head)
    assert "指定档案员" in head.get(reverse("archives:archivists")).content.decode()
    answer = head.post(
        reverse("archives:name_archivist"),
        {"department": cast.finance.pk, "person": cast.stranger.pk, "key": "k"},
    )
    assert answer.status_code == 422 and Naming.objects.count() == 1
