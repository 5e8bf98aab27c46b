"""A document until the archive room has it: registered, collected, returned, amended, void."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from archives import actions, deadlines
from archives.kinds import Category, Secrecy, YearRule
from archives.models import Document, DocumentState
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.notifications.rendering import words_for
from foundation.process.models import open_tasks
from foundation.process.sweep import sweep
from tests.archives.conftest import Cast, new_clause, new_document, seen
from tests.harness.frozen import Clock


def state(document: Document) -> str:
    return str(Document.objects.get(pk=document.pk).state)


@pytest.mark.article("R1.2.16", "R1.2.18")
def test_a_handler_registers_and_the_departments_archivist_signs(cast: Cast) -> None:
    document = new_document(cast)
    assert document.number == "WJ-2026-00001"
    assert (document.filing_year, document.year_rule) == (2026, YearRule.DATE)
    task = open_tasks(document.pk).get()
    assert task.kind == deadlines.COLLECT.code and task.department == cast.sales
    assert task.due_on == date(2026, 11, 6), "five working days after Friday 30 October"
    with pytest.raises(Refusal) as refused:
        actions.collect(document, by=cast.handler, seen=seen(document))
    assert refused.value.article == "R1.2.18"
    actions.collect(document, by=cast.clerk, seen=seen(document))
    assert state(document) == DocumentState.COLLECTED
    assert not open_tasks(document.pk).exists()


@pytest.mark.article("R1.2.18")
@pytest.mark.parametrize(
    ("finished", "due", "late"),
    [
        (date(2026, 10, 26), date(2026, 11, 2), False),
        (date(2026, 10, 25), date(2026, 10, 30), True),
        # The October holidays are no working days.
        (date(2026, 9, 30), date(2026, 10, 13), True),
    ],
)
def test_in_time_is_five_working_days(cast: Cast, finished: date, due: date, late: bool) -> None:
    document = new_document(cast, finished_on=finished)
    assert document.delivery_due_on == due
    assert document.was_late is late


@pytest.mark.article("R1.2.18")
def test_what_the_archivist_enters_is_signed_for_at_once(cast: Cast) -> None:
    assert state(new_document(cast, by=cast.clerk)) == DocumentState.COLLECTED


@pytest.mark.article("R1.2.22")
def test_an_incomplete_document_goes_back_to_its_handler(cast: Cast) -> None:
    document = new_document(cast)
    with pytest.raises(Refusal) as refused:
        actions.send_back(document, by=cast.clerk, reason=" ", seen=seen(document))
    assert refused.value.article == "R1.2.22"
    actions.send_back(document, by=cast.clerk, reason="缺附件一", seen=seen(document))
    assert open_tasks(document.pk).get().assignee == cast.handler
    actions.hand_in(document, by=cast.handler, seen=seen(document))
    assert state(document) == DocumentState.HANDED_IN
    assert open_tasks(document.pk).get().kind == deadlines.COLLECT.code


@pytest.mark.article("R1.2.1")
def test_what_the_company_prints_is_signed_for_by_the_archive_room(cast: Cast) -> None:
    document = new_document(cast, is_company_print=True)
    with pytest.raises(Refusal):
        actions.collect(document, by=cast.clerk, seen=seen(document))
    actions.collect(document, by=cast.archivist, seen=seen(document))
    assert state(document) == DocumentState.RECEIVED
    assert open_tasks(document.pk).get().kind == deadlines.PLACE.code


@pytest.mark.article("R1.2.2")
def test_a_department_registers_its_own_documents_only(cast: Cast) -> None:
    with pytest.raises(Refusal) as refused:
        new_document(cast, by=cast.stranger)
    assert (refused.value.article, refused.value.field) == ("R1.2.2", "department")
    joint = new_document(cast, by=cast.archivist, partners=[cast.finance])
    assert list(joint.partners.all()) == [cast.finance] and joint.department == cast.sales


@pytest.mark.article(
    "R1.2.5", "R1.2.6", "R1.2.7", "R1.2.8", "R1.2.9", "R1.2.10", "R1.2.11", "R1.2.12", "R1.2.13",
    "R1.2.14", "R1.2.15",
)  # fmt: skip
def test_every_document_names_what_of_the_filing_scope_it_is(cast: Cast, client: Any) -> None:
    from django.urls import reverse

    client.force_login(cast.handler, backend="foundation.people.sign_in.PersonBackend")
    refused = client.post(reverse("archives:register"), {"name": "无类别的文件"})
    assert refused.status_code == 422 and "category" in refused.context["form"].errors
    for category in Category:
        document = new_document(cast, category=category, secrecy=3, pages=2)
        page = client.get(document.get_absolute_url()).content.decode()
        assert category.article in page and str(category.label) in page
    assert {Category(category).article for category in Category} == {
        f"R1.2.{number}" for number in range(5, 16)
    }


@pytest.mark.article("R1.2.15", "R1.2.18", "R1.2.24")
@pytest.mark.parametrize(
    ("given", "article", "field"),
    [
        ({"category": "classified", "secrecy": 2}, "R1.2.15", "secrecy"),
        ({"dated_on": date(2026, 11, 3)}, "R1.2.24", "dated_on"),
        ({"finished_on": date(2026, 11, 3)}, "R1.2.18", "finished_on"),
        ({"kind": "meeting"}, "R1.2.24", "opened_on"),
        ({"kind": "plan", "first_year": 2026}, "R1.2.24", "last_year"),
        ({"kind": "plan", "first_year": 2026, "last_year": 2025}, "R1.2.24", "last_year"),
    ],
)
def test_wrong_facts_are_refused_beside_their_field(
    cast: Cast, given: dict[str, Any], article: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        new_document(cast, **given)
    assert (refused.value.article, refused.value.field) == (article, field)
    assert not Document.objects.exists()


@pytest.mark.article("R1.1.4")
def test_electronic_originals_come_with_the_registration_or_nothing_does(
    cast: Cast, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    good = SimpleUploadedFile("报告.txt", "秋季促销".encode())
    document = new_document(cast, originals=[good])
    assert document.matter.attachments.get().name == "报告.txt"
    with pytest.raises(Refusal) as refused:
        new_document(cast, originals=[SimpleUploadedFile("a.exe", b"MZ\x90\x00")])
    assert refused.value.field == "originals"
    assert Document.objects.count() == 1


@pytest.mark.article("R1.2.24")
def test_amended_facts_choose_the_filing_year_anew(cast: Cast) -> None:
    document = new_document(cast)
    given = {"kind": "plan", "first_year": 2027, "last_year": 2029}
    actions.amend(document, by=cast.handler, facts=given, seen=seen(document))
    fresh = Document.objects.get(pk=document.pk)
    assert (fresh.filing_year, fresh.year_rule) == (2027, YearRule.PLAN)
    event = fresh.matter.events.get(step="refile")
    assert event.article == "R1.2.24" and "2027" in event.comment
    with pytest.raises(Refusal):
        actions.amend(document, by=cast.stranger, facts={"pages": 9}, seen=seen(document))


@pytest.mark.article("R1.1.3")
def test_nothing_is_deleted_only_void_with_a_reason(cast: Cast) -> None:
    document = new_document(cast)
    with pytest.raises(Refusal) as refused:
        actions.void(document, by=cast.clerk, reason="", seen=seen(document))
    assert refused.value.article == "R1.1.3"
    actions.void(document, by=cast.clerk, reason="重复登记", seen=seen(document))
    assert state(document) == DocumentState.VOID and not open_tasks(document.pk).exists()
    with pytest.raises(Refusal):
        actions.amend(document, by=cast.archivist, facts={"pages": 9}, seen=seen(document))


@pytest.mark.article("R1.2.17")
def test_a_scheme_is_written_adopted_and_carried_over(cast: Cast) -> None:
    clause = new_clause(cast)
    scheme = clause.scheme
    with pytest.raises(Refusal) as refused:
        actions.add_clause(scheme, by=cast.clerk, number="1", title="又一条", retention=1)
    assert (refused.value.article, refused.value.field) == ("R1.2.17", "number")
    with pytest.raises(Refusal):
        actions.add_clause(scheme, by=cast.stranger, number="2", title="会计", retention=1)
    following = actions.copy_last_year(scheme, by=cast.clerk)
    assert following.year == 2027 and following.clauses.get().title == "促销活动"
    with pytest.raises(Refusal) as again:
        actions.copy_last_year(scheme, by=cast.clerk)
    assert again.value.field == "year"
    new_document(cast, clause=clause)
    with pytest.raises(Refusal):
        actions.drop_clause(scheme, by=cast.clerk, clause=clause)
    actions.drop_clause(following, by=cast.clerk, clause=following.clauses.get())
    with pytest.raises(Refusal) as empty:
        actions.adopt(following, by=cast.clerk, seen=seen(following))
    assert empty.value.article == "R1.2.17"


@pytest.mark.article("R1.1.2")
def test_what_nobody_signs_for_reaches_the_administrative_assistant(
    cast: Cast, clock: Clock
) -> None:
    document = new_document(cast)
    told = Notice.objects.filter(url__contains=f"/{document.pk}/")
    clock.set("2026-11-07T00:10")
    sweep()
    assert {notice.recipient for notice in told.all()} == {cast.clerk, cast.sales_head}
    clock.set("2026-11-09T00:10")
    sweep()
    assert {notice.recipient for notice in told.all()} == {
        cast.clerk,
        cast.sales_head,
        cast.assistant,
    }


@pytest.mark.article("R1.1.2", "R1.2.15")
def test_who_is_told_of_what_is_late_but_may_not_see_it_reads_whom_to_urge_and_no_title(
    cast: Cast, clock: Clock, client: Any
) -> None:
    document = new_document(cast, secrecy=Secrecy.SECRET, name="股权方案")
    clock.set("2026-11-09T00:10")
    sweep()
    told = Notice.objects.get(recipient=cast.assistant, url__contains=f"/{document.pk}/")
    words = words_for(told)
    for part in (document.number, "〔机密〕文件", "销售部 · 部门档案员", "请直接督促承办人"):
        assert part in words.text
    assert "股权方案" not in words.text + words.html + words.subject
    client.force_login(cast.assistant, backend="foundation.people.sign_in.PersonBackend")
    assert client.get(told.url, follow=True).status_code == 404
