"""Pages of the projects: what is shown to whom, forms with their faults beside the field."""

import io
import re
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from foundation import clock as time
from foundation.papers.printing import html_of, print_one, printouts_for
from foundation.people.models import User
from power_projects import actions
from power_projects.models import Change, Firm, Project, SupplyArea
from power_projects.printouts import DOSSIER
from tests.power_projects.conftest import (
    Crew,
    a_file,
    applied,
    brought_to,
    client_of,
    do,
    facts,
    fresh,
)


def page(user: User, name: str, *args: Any) -> str:
    answer = client_of(user).get(reverse(f"power_projects:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def status(user: User, name: str, *args: Any) -> int:
    return client_of(user).get(reverse(f"power_projects:{name}", args=args)).status_code


@pytest.mark.article("R8.3", "R8.4")
def test_a_project_is_seen_by_its_station_its_branch_and_who_answers_for_all(crew: Crew) -> None:
    project = applied(crew)
    for who in (crew.clerk, crew.officer, crew.station, crew.branch, crew.head, crew.city):
        assert project.number in page(who, "project", project.pk)
    assert status(crew.stranger, "project", project.pk) == 404
    assert project.number not in page(crew.stranger, "list")
    board = page(crew.head, "list")
    assert "已受理，待现场勘察" in board and "0 天" in board


@pytest.mark.article("R8.8", "R8.4")
def test_an_application_is_taken_in_on_the_page_and_faults_stand_beside_the_field(
    crew: Crew,
) -> None:
    client, address = client_of(crew.clerk), reverse("power_projects:apply")
    data = {name: value for name, value in facts(crew).items() if value is not None}
    data |= {
        "area": crew.area.pk, "customer_kind": "organisation", "customer_name": "柳林机械厂",
        "key": "a",
    }  # fmt: skip
    wrong = client.post(address, data | {"unit": "kW", "key": "b"})
    assert wrong.status_code == 422 and "（R8.8）" in wrong.content.decode()
    assert "工业路 8 号" in wrong.content.decode(), "what was typed is kept"
    untold = client.post(address, data | {"explained": ["form"], "key": "c"})
    assert untold.status_code == 422 and "须先向客户说明" in untold.content.decode()
    empty = client.post(address, {"key": "d"})
    assert empty.status_code == 422 and Project.objects.count() == 0
    long = client.post(address, data | {"capacity": "9" * 30, "address": "长" * 201, "key": "e"})
    assert long.status_code == 422
    assert client.post(address, data).status_code == 302
    assert Project.objects.get().customer.name == "柳林机械厂"


@pytest.mark.article("R8.12", "R8.13")
def test_the_project_page_shows_the_whole_way(crew: Crew) -> None:
    project = brought_to("reviewing", crew)
    html = page(crew.branch, "project", project.pk)
    for words in (
        "第 1 版", "500.00 kVA", "客户签收人", "恒通电力工程、安达电气安装", "受电工程设计及说明书",
        "附近有 10 kV 线路", "设计审查合格",
    ):  # fmt: skip
        assert words in html, words
    client = client_of(crew.branch)
    address = reverse("power_projects:review_design", args=[project.pk])
    data = {
        "seen": project.matter.version, "held_on": "2026-11-02", "is_passed": "no",
        "attended": ["designer", "customer", "production"], "opinion": "请修改",
        "defects": "缺接地\n开关容量不足", "key": "r",
    }  # fmt: skip
    assert client.post(address, data | {"attended": [], "key": "q"}).status_code == 422
    assert client.post(address, data).status_code == 302
    html = page(crew.officer, "project", project.pk)
    assert "开关容量不足" in html and "未销项" in html and "需修改" in html


@pytest.mark.article("R8.17", "R8.5")
def test_to_show_one_firm_alone_is_refused_on_the_page(crew: Crew) -> None:
    project = applied(crew)
    address = reverse("power_projects:show_firms", args=[project.pk, "design"])
    data = {"seen": project.matter.version, "firms": [crew.firms[0].pk], "key": "a"}
    answer = client_of(crew.clerk).post(address, data)
    assert answer.status_code == 422 and "R8.17" in answer.content.decode()
    assert status(crew.clerk, "show_firms", project.pk, "nonsense") == 404
    assert fresh(project).showings.count() == 0


@pytest.mark.article("R8.20")
def test_firms_and_areas_are_entered_on_their_pages(crew: Crew) -> None:
    client = client_of(crew.branch)
    data = {"name": "新源电力", "voltage": "10kV", "contact": "吴工", "phone": "1", "key": "a"}
    lacking = client.post(reverse("power_projects:register_firm"), data)
    assert lacking.status_code == 422
    client.post(reverse("power_projects:register_firm"), data | {"does_design": "on", "key": "b"})
    firm = Firm.objects.for_act().get(name="新源电力")
    assert "资质证书未登记" in page(crew.clerk, "firms")
    sent = {
        "kind": "licence", "certificate_no": "L-1", "valid_until": "2030-01-01", "scan": a_file(),
        "seen": firm.matter.version, "key": "c",
    }  # fmt: skip
    answer = client.post(reverse("power_projects:enter_certificate", args=[firm.pk]), sent)
    assert answer.status_code == 302
    assert "L-1" in page(crew.branch, "firm", firm.pk)
    assert status(crew.clerk, "register_firm") == 404
    area = {"name": "东港", "station": crew.branch_office.pk, "branch": crew.branch_office.pk}
    same = client.post(reverse("power_projects:set_area"), area | {"key": "d"})
    assert same.status_code == 422 and SupplyArea.objects.count() == 1


def codes(project: Project, crew: Crew) -> set[str]:
    return {one.code for one in printouts_for(project, crew.head)}


@pytest.mark.article("R8.25", "R8.26", "R8.13", "R8.10", "R8.23", "R8.28")
def test_every_paper_of_a_finished_project_is_printed(crew: Crew) -> None:
    project = brought_to("closed", crew)
    assert "power_projects.change_notice" not in codes(project, crew), "there was no change"
    Change.objects.create(
        project=project, what="改路径", reason="管线", asked_by=crew.officer, is_agreed=True,
        notice="同意", told_by=crew.branch, told_at=time.now(),
    )  # fmt: skip
    offered = {one.code.partition(".")[2]: one for one in printouts_for(project, crew.head)}
    assert len(offered) == 12
    words = {
        "application": "已向客户说明", "contact_note": "电子工单", "plan_notice": "就近接入",
        "design_opinion": "第 1 轮", "inspection": "防雷设施", "completion": "全部完工",
        "meter_order": "签订供用电合同后装表", "supply_notice": "HT-1", "after_check": "计量正常",
        "acceptance": "同意", "change_notice": "改路径", "dossier": "齐全",
    }  # fmt: skip
    for code, form in offered.items():
        assert words[code] in html_of(form, project, by=crew.head), code
    printed = print_one(offered["inspection"], project, by=crew.branch)
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(printed.pdf)).pages]
    assert len(pages) == 3
    for text, keeper in zip(pages, ("用电客户存", "施工单位存", "自存"), strict=True):
        assert keeper in text and "接地装置" in text
    assert codes(applied(crew), crew) == {
        "power_projects.application", "power_projects.contact_note", "power_projects.dossier",
    }  # fmt: skip


@pytest.mark.article("R8.7", "R8.12", "R8.30")
def test_the_dossier_is_one_pdf_with_contents_and_what_is_complete(crew: Crew) -> None:
    project = brought_to("closed", crew)
    printed = print_one(DOSSIER, project, by=crew.head)
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(printed.pdf)).pages]
    contents = pages[0].replace(" ", "")
    for label, words in (
        ("1.申请与勘察", "附近有10kV线路"), ("4.设计资料与审查", "受电工程设计及说明书"),
        ("6.中间检查", "防雷设施"), ("8.合同、装表与送电", "HT-1"), ("办理经过", "受理用电申请"),
    ):  # fmt: skip
        found = re.search(rf"{label}(齐全)?(\d+)", contents)
        assert found, (label, contents)
        assert words in pages[int(found.group(2)) - 1].replace(" ", ""), label
    assert contents.count("齐全") == 10
    waiting = brought_to("accepted", crew)
    html = html_of(DOSSIER, waiting, by=crew.head)
    assert "还缺：供用电合同（R8.30）；" in html and "。；" not in html
    assert html.count("未到此阶段") >= 2
    gone = do(actions.withdraw, applied(crew), by=crew.clerk, reason="停建")
    assert "齐全" not in html_of(DOSSIER, gone, by=crew.head)


@pytest.mark.article("R8.24", "R8.23")
def test_the_works_page_leads_through_construction(crew: Crew) -> None:
    project = brought_to("constructing", crew)
    assert "指派现场监督人" in page(crew.branch, "works", project.pk)
    client = client_of(crew.officer)
    sent = {"what": "改路径", "reason": "管线", "seen": project.matter.version, "key": "a"}
    address = reverse("power_projects:ask_change", args=[project.pk])
    assert client.post(address, {**sent, "what": "", "key": "b"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    html = page(crew.officer, "works", project.pk)
    assert "待书面通知" in html and "登记变更实施" not in html
    row = project.changes.get()
    address = reverse("power_projects:make_change", args=[project.pk, row.pk])
    seen = fresh(project).matter.version
    answer = client.post(address, {"made_on": "2026-11-02", "seen": seen, "key": "c"})
    assert answer.status_code == 422 and "R8.23" in answer.content.decode()
    other = applied(crew)
    foreign = reverse("power_projects:make_change", args=[other.pk, row.pk])
    assert client.post(foreign, {"made_on": "2026-11-02", "seen": 1}).status_code == 404
