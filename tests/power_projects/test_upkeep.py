"""Monthly statistics, expiring certificates, leaving, the admin site for record keepers."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from foundation.articles import Refusal
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.governance.holdings import Move, holdings
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.people.models import RoleGrant, User
from foundation.process.models import open_tasks
from power_projects import actions, deadlines
from power_projects.figures import compute
from power_projects.models import Firm
from tests.harness.frozen import Clock
from tests.power_projects.conftest import (
    WAY,
    Crew,
    a_file,
    a_verdict,
    applied,
    brought_to,
    client_of,
    do,
    fresh,
)


def table(told: dict[str, Any], code: str) -> dict[str, dict[str, str]]:
    """Label of the row -> code of the column -> value."""
    found = next(one for one in told["tables"] if one["code"] == code)
    codes = [column["code"] for column in told["columns"]]
    return {row["label"]: dict(zip(codes, row["values"], strict=True)) for row in found["rows"]}


@pytest.mark.article("R8.3")
def test_the_month_counts_stages_tiers_contractors_and_first_rounds(
    crew: Crew, clock: Clock
) -> None:
    clock.set("2026-10-05 09:00")
    first = brought_to("reviewing", crew)
    clock.set("2026-10-09 09:00")
    wrong = a_verdict(is_passed=False, defects=["缺接地"])
    first = do(actions.review_design, first, wrong, by=crew.branch)
    clock.set("2026-11-02 09:00")
    second = applied(crew, customer="乙", capacity="1600")
    while second.state != "energised":
        second = WAY[second.state](second, crew)
    do(actions.withdraw, applied(crew, customer="丙"), by=crew.clerk, reason="停建")
    clock.set("2026-12-01 09:00")
    told = compute(date(2026, 11, 1))
    whole = {one["code"]: (one["value"], one["previous"]) for one in told["totals"]}
    assert whole["applied"] == ("2", "1") and whole["energised"] == ("1", "0")
    assert whole["withdrawn"] == ("1", "0") and whole["open"] == ("2", "1")
    assert whole["design_passed"] == ("100.0", "0.0"), "a first round that failed in October"
    assert whole["inspection_passed"] == ("100.0", "—") and whole["in_time"][0] == "100.0"
    stages = table(told, "stage")
    assert stages["待送审设计"]["waiting"] == "1" and stages["设计审查中"]["left"] == "1"
    assert table(compute(date(2026, 10, 1)), "stage")["设计审查中"]["stage_days"] == "4.0"
    tiers = table(told, "tier")
    assert (tiers["市公司"]["energised"], tiers["分公司营销部"]["applied"]) == ("1", "1")
    assert table(told, "contractor")["安达电气安装"]["energised"] == "1"


@pytest.mark.article("R8.29", "R8.31")
def test_a_project_with_a_late_stage_is_not_in_time(crew: Crew, clock: Clock) -> None:
    home = {"load": "residential", "capacity": "8", "unit": "kW", "voltage": "220V"}
    project = brought_to("accepted", crew, **home)
    clock.set("2026-11-05 09:00")  # the meter order was due on the third
    WAY["accepted"](project, crew)
    clock.set("2026-12-01 09:00")
    whole = {one["code"]: one["value"] for one in compute(date(2026, 11, 1))["totals"]}
    assert (whole["energised"], whole["in_time"]) == ("1", "0.0")


@pytest.mark.article("R8.20")
def test_an_expiring_certificate_is_reminded_of_a_month_before_until_it_is_renewed(
    crew: Crew, clock: Clock
) -> None:
    firm = Firm.objects.for_act().get(pk=crew.firms[0].pk)
    clock.set("2027-11-30 09:00")
    open_due()
    duties = Duty.objects.filter(code=deadlines.RENEWAL.code, state="due")
    assert not duties.exists(), "two certificates until 2028-01-01"
    clock.set("2027-12-02 09:00")
    open_due()
    open_due()
    assert duties.filter(about=firm.matter).count() == 1
    duty = duties.get(about=firm.matter)
    assert duty.due_on == date(2028, 1, 1)
    assert open_tasks(duty.pk).get().role == Group.objects.get(name="power_marketing_head")
    for kind in ("qualification", "licence"):
        now = Firm.objects.for_act().get(pk=firm.pk)
        actions.enter_certificate(
            now, by=crew.head, kind=kind, certificate_no="新", valid_until=date(2030, 1, 1),
            scan=a_file(), seen=now.matter.version,
        )  # fmt: skip
    open_due()
    assert not duties.filter(about=firm.matter).exists(), "renewed: no longer needed"
    assert duties.count() == 2
    clock.set("2028-01-01 09:00")
    open_due()
    assert not duties.exists(), "over: nobody is blamed, the gates refuse the firm"


@pytest.mark.article("R8.24")
def test_who_leaves_hands_over_projects_and_supervision(crew: Crew) -> None:
    project = brought_to("constructing", crew)
    project = do(actions.name_supervisor, project, by=crew.branch, person=crew.inspector)
    kinds = {code: one for code, one in holdings().items() if code.startswith("power_projects.")}

    def moved(leaver: User, successor: User) -> None:
        for kind in kinds.values():
            kind.transfer(Move(leaver, successor, crew.head, project))

    held = [one.label for kind in kinds.values() for one in kind.held(crew.inspector)]
    assert held == [f"{project.number} 的现场监督"]
    moved(crew.inspector, crew.branch)
    assert fresh(project).works.supervisor == crew.branch
    assert [one.key for one in kinds["power_projects.projects"].held(crew.officer)] == [
        str(project.pk)
    ]
    moved(crew.branch, crew.officer)
    assert fresh(project).works.supervisor is None, "nobody supervises what they manage"
    moved(crew.officer, crew.station)
    after = fresh(project)
    assert (after.manager, after.matter.owner) == (crew.station, crew.station)


@pytest.mark.article("R0.imports", "R8.20")
def test_firms_come_from_excel_by_whoever_keeps_the_register(crew: Crew) -> None:
    heads = ["单位名称", "设计", "施工", "资质等级（最高电压）", "联系人", "电话"]
    rows: list[list[Any]] = [
        ["东方电力设计", "是", "", "10 kV", "李工", 13900000001],
        ["长虹电力安装", "否", "是", "35kV", "王工", "13900000002"],
    ]
    wrong: list[list[Any]] = [
        ["无事电力", "否", "否", "10 kV", "吴工", "1"],
        ["特高压电力", "是", "", "1000 kV", "吴工", "1"],
        [crew.firms[0].name, "是", "", "10 kV", "吴工", "1"],
        ["", "是", "", "10 kV", "吴工", "1"],
    ]

    def tried(given: list[list[Any]], by: User) -> ImportRun:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in (heads, *given):
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        file = ContentFile(stream.getvalue(), name="单位.xlsx")
        return runs.dry_run(runs.upload(specs()["power_projects.firms"], file, by=by).pk, by=by)

    with pytest.raises(Refusal):
        tried(rows, crew.clerk)
    broken = ContentFile(b"PK\x03\x04 no workbook", name="单位.xlsx")
    with pytest.raises(Refusal, match="缺少以下列"):
        runs.upload(specs()["power_projects.firms"], broken, by=crew.branch)
    run, before = tried([*rows, *wrong], crew.branch), Firm.objects.count()
    assert (run.created_count, run.error_count, Firm.objects.count()) == (2, 4, before)
    run = tried(rows, crew.branch)
    runs.confirm(run.pk, by=crew.branch)
    firm = Firm.objects.get(name="长虹电力安装")
    assert (firm.voltage, firm.does_design, firm.does_construction) == ("35kV", False, True)
    assert len(firm.lapsed(date(2026, 11, 2))) == 2, "shown to no customer without certificates"
    assert "Excel 导入" in client_of(crew.branch).get("/power-projects/firms/").content.decode()
    assert "Excel 导入" not in client_of(crew.clerk).get("/power-projects/firms/").content.decode()
    runs.undo(run.pk, by=crew.branch)
    assert Firm.objects.filter(state="removed").count() == 2


def test_record_keepers_look_at_firms_certificates_and_areas(crew: Crew) -> None:
    RoleGrant.objects.create(
        user=crew.stranger, group=Group.objects.get(name="record_keeper"), scope="company"
    )
    client = client_of(crew.stranger)
    for page, words in (
        ("firm", "光华电力设计"),
        ("certificate", "licence-1"),
        ("supplyarea", "柳林镇"),
    ):
        answer = client.get(f"/admin/power_projects/{page}/")
        assert answer.status_code == 200 and words in answer.content.decode(), page
        assert client.get(f"/admin/power_projects/{page}/add/").status_code in (403, 404)
