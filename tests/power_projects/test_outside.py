"""Outside parties: their page by link, what they hand in and read, the look-up by number and phone."""

import tempfile
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from foundation import clock as time
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.papers.models import Attachment, PrintLog
from foundation.policies.models import PolicyValue
from power_projects import actions, policies
from power_projects.actions.outside import address_of
from power_projects.models import OutsideLink, Project
from tests.foundation.papers.pango import take_pango_away
from tests.foundation.papers.scanner import CLAMD, EICAR, Scanner
from tests.harness.frozen import Clock
from tests.power_projects.conftest import (
    Crew,
    a_file,
    applied,
    brought_to,
    client_of,
    do,
    fresh,
)

UNTIL = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def fresh_counters(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["counters"], "key_prefix", uuid.uuid4().hex)


def link_for(project: Project, crew: Crew, party: str = "customer", **more: Any) -> OutsideLink:
    given = {"party": party, "expires_on": UNTIL} | more
    do(actions.issue_link, project, by=crew.officer, **given)
    link: OutsideLink = OutsideLink.objects.latest("pk")
    return link


def path_of(link: OutsideLink) -> str:
    return reverse("power_projects:outside", args=[link.token])


def send(link: OutsideLink, paper: str, file: Any = None, **more: Any) -> Any:
    data = {"paper": paper, "file": file or a_file(), "key": uuid.uuid4().hex} | more
    return Client().post(path_of(link), data)


@pytest.mark.article("R8.4")
def test_a_link_ends_by_its_day_by_revoking_and_with_the_firm_and_tells_nothing_then(
    crew: Crew, clock: Clock
) -> None:
    project = brought_to("designing", crew)
    link = link_for(project, crew, "designer", email="sj@example.com")
    letter = Notice.objects.get(address="sj@example.com")
    assert address_of(link) in letter.context["address"]
    page = Client().get(path_of(link))
    assert page.status_code == 200 and project.number in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex" and "no-store" in page["Cache-Control"]
    other = link_for(applied(crew), crew)
    mine, signature = link.token.split(".")
    forged = (f"{other.pk}.{signature}", f"{mine}.{signature[:-1]}x", signature, f"{mine}.", "0.0")
    gone = {
        Client().get(reverse("power_projects:outside", args=[token])).content for token in forged
    }
    clock.set("2026-12-01 23:59")
    assert Client().get(path_of(link)).status_code == 200, "to the end of its last day"
    clock.set("2026-12-02 00:00")
    for wrong in (
        path_of(link),
        reverse("power_projects:outside_notice", args=[link.token, "acceptance"]),
    ):
        answer = Client().get(wrong)
        assert answer.status_code == 404 and answer["Referrer-Policy"] == "same-origin"
        gone.add(answer.content)
    assert Client().post(path_of(link), {"paper": "design", "file": a_file()}).status_code == 404
    again = link_for(project, crew, "designer", expires_on=date(2027, 1, 1))
    newer = link_for(project, crew, "designer", expires_on=date(2027, 1, 1))
    assert Client().get(path_of(again)).status_code == 404, "a new one ends the one before"
    assert Client().get(path_of(newer)).status_code == 200
    do(actions.revoke_link, project, newer, by=crew.clerk)
    gone.add(Client().get(path_of(newer)).content)
    assert len(gone) == 1, "wrong, over and revoked are answered alike"
    assert project.number not in gone.pop().decode()


@pytest.mark.article("R8.11")
def test_the_link_of_a_firm_the_customer_no_longer_employs_opens_nothing(crew: Crew) -> None:
    project = brought_to("designing", crew)
    link = link_for(project, crew, "contractor")
    Project.objects.filter(pk=project.pk).update(contractor=crew.firms[1])
    assert Client().get(path_of(link)).status_code == 404
    early = applied(crew)
    with pytest.raises(Refusal, match="还没有选定"):
        link_for(early, crew, "designer")
    for wrong in (date(2026, 11, 1), date(2030, 1, 1)):
        with pytest.raises(Refusal) as told:
            link_for(early, crew, expires_on=wrong)
        assert told.value.field == "expires_on"
    customers = link_for(early, crew)
    do(actions.withdraw, early, by=crew.clerk, reason="停建")
    assert Client().get(path_of(customers)).status_code == 404


@pytest.mark.article("R8.12", "R8.19", "R8.27", "R8.7")
def test_what_is_handed_in_on_the_page_counts_for_the_step_it_is_for(crew: Crew) -> None:
    project = brought_to("designing", crew)
    asked = do(actions.ask_for_paper, project, by=crew.branch, title="谐波评估报告").papers.get()
    links = {party: link_for(project, crew, party) for party in OutsideLink.Party.values}
    for paper in ("design", str(asked.pk)):
        assert send(links["designer"], paper, key=f"k{paper}").status_code == 302
        again = send(links["designer"], paper, key=f"k{paper}")
        assert again.status_code == 302, "sent again by a shaky connection"
    assert Attachment.objects.filter(matter=project.pk, purpose="谐波评估报告").count() == 1
    paper = fresh(project).papers.get(kind="design")
    assert paper.entered_by.account == "public" and paper.attachment is not None
    told = Notice.objects.filter(recipient=crew.officer, template="power_projects/moved")
    assert told.filter(context__comment__icontains="· 谐波评估报告").count() == 1
    assert (
        "谐波评估报告" in client_of(crew.officer).get(project.get_absolute_url()).content.decode()
    )
    assert send(links["contractor"], "design").status_code == 422, "not asked of the contractor"
    assert send(links["designer"], "schedule").status_code == 422, "not yet, and not of them"

    project = brought_to("ready", crew)
    contractor = link_for(project, crew, "contractor")
    send(contractor, "schedule")
    project = do(
        actions.start_works, project, by=crew.officer, starts_on=time.today(),
        expected_on=UNTIL, units=9,
    )  # fmt: skip
    assert project.state == "constructing" and project.works.schedule is not None
    project = brought_to("finishing", crew)
    customer = link_for(project, crew)
    do(actions.note_completion, project, by=crew.officer, completed_on=time.today())
    with pytest.raises(Refusal, match="书面供电申请"):
        do(actions.report_completion, project, by=crew.officer, report="完工")
    send(customer, "application")
    project = do(actions.report_completion, project, by=crew.officer, report="完工")
    assert project.state == "accepting"
    assert "竣工资料" in Client().get(path_of(customer)).content.decode()
    send(customer, "as_built")
    assert fresh(project).works.as_built_on == time.today()
    assert "已收到" in Client().get(path_of(customer)).content.decode()


@pytest.mark.article("R8.12")
def test_a_wrong_empty_or_oversized_file_is_refused_beside_the_field(
    crew: Crew, settings: Any
) -> None:
    link = link_for(brought_to("designing", crew), crew, "designer")
    kept = Attachment.objects.count()
    wrong = {
        "不接受此类文件": SimpleUploadedFile("a.exe", b"MZ\x90\x00"),
        "内容与扩展名": SimpleUploadedFile("a.pdf", b"no pdf at all"),
        "空": SimpleUploadedFile("a.txt", b""),
        "超过": SimpleUploadedFile("a.txt", b"a" * (51 * 1024 * 1024)),
    }
    for words, file in wrong.items():
        answer = send(link, "design", file)
        assert answer.status_code == 422 and words in answer.content.decode(), words
    assert Client().post(path_of(link), {}).status_code == 422
    assert send(link, "no such paper").status_code == 422
    assert Attachment.objects.count() == kept


def test_an_infected_file_is_refused(crew: Crew, settings: Any) -> None:
    if CLAMD is None:
        pytest.skip("no clamd on this machine")
    link = link_for(brought_to("designing", crew), crew, "designer")
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        Path(folder).chmod(0o755)
        scanner = Scanner(Path(folder))
        scanner.start()
        settings.CLAMD_URL = scanner.url
        answer = send(link, "design", SimpleUploadedFile("设计.txt", EICAR))
        scanner.stop()
    assert answer.status_code == 422 and "病毒" in answer.content.decode()
    assert not link.project.papers.exists()


@pytest.mark.article("R8.10", "R8.26")
def test_each_party_reads_its_own_notices_of_its_own_project(crew: Crew) -> None:
    project = brought_to("accepting", crew)
    links = {party: link_for(project, crew, party) for party in OutsideLink.Party.values}
    other = link_for(applied(crew), crew)

    def read(link: OutsideLink, code: str) -> int:
        address = reverse("power_projects:outside_notice", args=[link.token, code])
        return Client().get(address).status_code

    page = Client().get(path_of(links["customer"])).content.decode()
    assert "中间检查意见书" in page and "设计审查意见书" in page and "待竣工验收" in page
    for private in ("内部工作联系单", "变更通知书", "验收意见", "13912340000", "高专", "附近有"):
        assert private not in page, private
    answer = Client().get(
        reverse("power_projects:outside_notice", args=[links["customer"].token, "inspection"])
    )
    assert answer.content.startswith(b"%PDF") and answer["Referrer-Policy"] == "same-origin"
    assert PrintLog.objects.get().printed_by.account == "public"
    with pytest.MonkeyPatch.context() as patch:
        take_pango_away(patch)
        address = reverse(
            "power_projects:outside_notice", args=[links["customer"].token, "inspection"]
        )
        without = Client().get(address)
    told = without.content.decode()
    assert without.status_code == 503 and "营业窗口" in told and "apt-get" not in told
    assert read(links["designer"], "inspection") == 404, "handed to customer and contractor"
    assert read(links["customer"], "contact_note") == 404
    assert read(links["customer"], "no_such") == 404 and read(other, "plan_notice") == 404


@pytest.mark.article("R8.4")
def test_links_are_issued_and_revoked_on_their_page_by_those_in_charge_alone(crew: Crew) -> None:
    project = brought_to("designing", crew)
    client, page = client_of(crew.clerk), reverse("power_projects:links", args=[project.pk])
    issue = reverse("power_projects:issue_link", args=[project.pk])
    data = {"party": "customer", "expires_on": "2026-12-01", "seen": project.matter.version}
    wrong = client.post(issue, data | {"expires_on": "2031-01-01", "email": "x", "key": "a"})
    assert wrong.status_code == 422
    assert client.post(issue, data | {"key": "b"}).headers["Location"] == page
    link = OutsideLink.objects.get()
    assert address_of(link) in client.get(page).content.decode()
    assert "外部链接" in client.get(project.get_absolute_url()).content.decode()
    seen_by_head = client_of(crew.head).get(page).content.decode()
    assert link.token not in seen_by_head and "停用外部链接" not in seen_by_head
    assert client_of(crew.stranger).get(page).status_code == 404
    foreign = applied(crew)
    row = reverse("power_projects:revoke_link", args=[foreign.pk, link.pk])
    assert client.post(row, {"seen": foreign.matter.version}).status_code == 404
    row = reverse("power_projects:revoke_link", args=[project.pk, link.pk])
    assert client.post(row, {"seen": fresh(project).matter.version}).status_code == 302
    assert link.token not in client.get(page).content.decode()


@pytest.mark.article("R8.4")
def test_the_stage_is_looked_up_by_number_and_phone_with_one_answer_for_both_faults(
    crew: Crew,
) -> None:
    project, address = applied(crew), reverse("power_projects:progress")

    def look(code: str, phone: str) -> tuple[int, str]:
        answer = Client().post(address, {"code": code, "phone": phone})
        return answer.status_code, answer.content.decode().split("csrfmiddlewaretoken")[0]

    status, page = look(f" {project.number.lower()}", "+86 139-1234-0000")
    assert status == 200 and "待现场勘察" in page
    for private in ("柳林", "王厂长", "500"):
        assert private not in page
    wrong = [look("GC-2026-99999", "13912340000"), look(project.number, "13900000000")]
    wrong += [look(project.number, "零"), look("'; --", "13912340000")]
    assert {answer[0] for answer in wrong} == {422}
    assert not any("待现场勘察" in answer[1] for answer in wrong)
    told = Client().post(address, {"code": project.number, "phone": "1"}).content.decode()
    other = (
        Client().post(address, {"code": "GC-2026-99999", "phone": "13912340000"}).content.decode()
    )
    assert "没有找到" in told and "没有找到" in other
    for __ in range(policies.PUBLIC_LIMITS.value()["lookups"]):
        status = look("GC-1", "1")[0]
    assert status == 429
    assert look(project.number, "13912340000")[0] == 429


def test_uploads_are_counted_by_address(crew: Crew) -> None:
    PolicyValue.objects.filter(key=policies.PUBLIC_LIMITS.key).update(value={"uploads": 1})
    link = link_for(applied(crew), crew)
    assert [Client().post(path_of(link), {}).status_code for __ in range(2)] == [422, 429]
