"""Secrecy decides who sees what, on every way to it (R1.1.4, R1.2.15)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archives import actions
from archives.kinds import Secrecy
from archives.models import Document
from foundation.articles import Refusal
from foundation.people.models import RoleGrant
from foundation.process.models import Copy
from tests.archives.conftest import Cast, new_document, seen
from tests.foundation.listing.test_export import table

if TYPE_CHECKING:
    from foundation.people.models import User

ALL = set(Secrecy)
OPEN = {Secrecy.PUBLIC, Secrecy.INTERNAL}
SEES = {
    "gm": ALL,
    "archivist": ALL,
    "archive_head": ALL,
    "manager": ALL,
    "sales_head": ALL,
    "handler": ALL,
    "clerk": ALL - {Secrecy.TOP_SECRET},
    "colleague": OPEN | {Secrecy.CONFIDENTIAL},
    "assistant": OPEN | {Secrecy.CONFIDENTIAL},
    "accountant": OPEN,
    "stranger": OPEN,
}


def page_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.mark.article("R1.1.4", "R1.2.15")
@pytest.mark.parametrize("who", list(SEES))
def test_each_grade_is_seen_by_whom_it_is_meant_for(cast: Cast, who: str) -> None:
    documents = {grade: new_document(cast, secrecy=grade) for grade in Secrecy}
    person = getattr(cast, who)
    visible = set(Document.objects.visible_to(person))
    assert {grade for grade, one in documents.items() if one in visible} == SEES[who]
    client = page_of(person)
    for grade, document in documents.items():
        expected = 200 if grade in SEES[who] else 404
        assert client.get(document.get_absolute_url()).status_code == expected, grade
    listed = client.get("/archives/", {"q": "秋季促销"})
    assert len(listed.context["table"].data.data) == len(SEES[who])
    assert str(len(SEES[who])) in listed.context["row_count"]
    for grade in Secrecy:
        graded = client.get("/archives/", {"q": "秋季促销", "secrecy": [grade, Secrecy.TOP_SECRET]})
        found = {row.pk for row in graded.context["table"].data.data}
        asked = {documents[one].pk for one in {grade, Secrecy.TOP_SECRET} & set(SEES[who])}
        assert found == asked, f"filtered by {grade}"


@pytest.mark.article("R1.1.4", "R1.2.15")
def test_a_secret_document_stays_unseen_on_every_way(
    cast: Cast, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    original = SimpleUploadedFile("a.txt", b"secret")
    document = new_document(cast, secrecy=Secrecy.SECRET, originals=[original])
    client = page_of(cast.stranger)
    file = document.matter.attachments.get()
    for address in (
        document.get_absolute_url(),
        document.matter.get_absolute_url(),
        file.get_absolute_url(),
        reverse("archives:amend", args=[document.pk]),
        reverse("papers:attach", args=[document.pk]),
    ):
        assert client.get(address).status_code == 404, address
    for word in ("秋季促销", document.number, "销〔2026〕12"):
        assert list(client.get("/search/", {"q": word}).context["told"]) == []
    keeper = Group.objects.get(name="record_keeper")
    RoleGrant.objects.create(user=cast.stranger, group=keeper)
    open_one = new_document(cast)
    exported = [cell for row in table(client.get("/archives/?export=xlsx")) for cell in row]
    kept = client.get(reverse("admin:archives_document_changelist")).content.decode()
    for shown in (exported, kept):
        assert open_one.number in shown and document.number not in shown
    page = reverse("admin:archives_document_change", args=[document.pk])
    assert client.get(page).status_code == 302, "the admin site's way to say that there is none"
    assert page_of(cast.clerk).get(file.get_absolute_url()).status_code == 200


@pytest.mark.article("R1.2.15")
@pytest.mark.parametrize("grade", [Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET])
def test_mails_and_other_peoples_lists_name_the_grade_only(cast: Cast, grade: Secrecy) -> None:
    document = new_document(cast, secrecy=grade)
    assert document.matter.title == f"〔{grade.label}〕文件"
    given = {"secrecy": Secrecy.INTERNAL}
    actions.amend(document, by=cast.handler, facts=given, seen=seen(document))
    document.matter.refresh_from_db()
    assert document.matter.title == "关于秋季促销方案的报告"


@pytest.mark.article("R1.2.15")
def test_neither_a_copy_nor_a_task_opens_what_is_graded_higher(cast: Cast) -> None:
    from foundation.process.approvals import send_copy

    ordinary = new_document(cast, secrecy=Secrecy.CONFIDENTIAL)
    send_copy(ordinary, by=cast.handler, to=[cast.stranger])
    assert Document.objects.visible_to(cast.stranger).filter(pk=ordinary.pk).exists()
    secret = new_document(cast, secrecy=Secrecy.SECRET)
    Copy.objects.create(matter=secret.matter, person=cast.stranger, sent_by=cast.handler)
    assert not Document.objects.visible_to(cast.stranger).filter(pk=secret.pk).exists()


@pytest.mark.article("R0.copies")
def test_no_copy_goes_to_somebody_who_could_not_open_it(cast: Cast) -> None:
    from foundation.process.approvals import send_copy

    secret = new_document(cast, secrecy=Secrecy.SECRET)
    with pytest.raises(Refusal, match=cast.stranger.name):
        send_copy(secret, by=cast.handler, to=[cast.handler, cast.stranger])
    assert not secret.matter.copies.exists()


@pytest.mark.article("R1.1.4")
def test_a_substitute_sees_what_the_absent_person_sees(cast: Cast) -> None:
    from foundation import clock
    from foundation.people.delegation import accept, delegate

    document = new_document(cast, secrecy=Secrecy.SECRET)
    today = clock.today()
    away = delegate(
        by=cast.clerk, substitute=cast.colleague, starts_on=today,
        ends_on=today + timedelta(days=2),
    )  # fmt: skip
    accept(away, by=cast.colleague)
    assert Document.objects.visible_to(cast.colleague).filter(pk=document.pk).exists()
