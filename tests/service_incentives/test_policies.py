"""Rates: who drafts a change, and what it changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from foundation.articles import Refusal
from foundation.governance import policy_actions
from foundation.governance.models import PolicyChange
from foundation.history.reading import newest_version
from service_incentives import actions, policies
from tests.harness.frozen import Clock
from tests.service_incentives.conftest import Crew, amounts, bring_to, fresh, new_trip, start
from tests.service_incentives.test_pages import address, client_of

DECEMBER = date(2026, 12, 1)


def draft(crew: Crew, by: str) -> PolicyChange:
    return policy_actions.propose(
        policies.POINT_RATE, by=getattr(crew, by), value="300", applies_from=DECEMBER,
        reason="市场调整",
    )  # fmt: skip


@pytest.mark.article("R5.13")
def test_the_department_and_hr_draft_rates_and_nobody_else(crew: Crew) -> None:
    with pytest.raises(Refusal) as refused:
        draft(crew, "finance")
    assert refused.value.article == "R0.roles"
    change = draft(crew, "head")
    assert PolicyChange.objects.visible_to(crew.hr).filter(pk=change.pk).exists()
    assert not PolicyChange.objects.visible_to(crew.finance).filter(pk=change.pk).exists()


@pytest.mark.article("R5.9.3", "R0.versions")
def test_a_project_gets_its_day_of_energising_until_a_run_has_rewarded_by_it(
    crew: Crew, clock: Clock
) -> None:
    client, project = client_of(crew.clerk), crew.project
    given = {
        "code": "P-001",
        "name": "滨江变电站",
        "engineer": "sve1",
        "energised_on": "2026-04-20",
    }
    seen = newest_version(project)
    change = address("change_project", project.pk)
    assert client.post(change, given | {"seen": seen}).status_code == 302
    project.refresh_from_db()
    assert (project.engineer, project.energised_on) == (crew.engineer, date(2026, 4, 20))
    assert client.post(change, given | {"seen": seen}).status_code == 409, "an older version"
    clock.set("2027-01-04 09:00")
    run = actions.start_run(by=crew.clerk, kind="half_yearly", period=date(2026, 7, 1))
    assert amounts(run) == {"丁一": Decimal(30)}
    bring_to(run, "awaiting_finance", crew)
    later = given | {"energised_on": "2026-05-20", "seen": newest_version(project)}
    answer = client.post(change, later)
    assert answer.status_code == 422 and run.number in answer.content.decode()
    assert (
        client.post(change, later | {"energised_on": "2026-04-20", "name": "滨江站"}).status_code
        == 302
    )


@pytest.mark.article("R5.13", "R5.12")
def test_a_rate_of_next_month_changes_nothing_computed_and_the_statement_tells_its_own(
    crew: Crew, clock: Clock
) -> None:
    new_trip(crew, worth="20")
    run = start(crew)
    change = draft(crew, "hr")
    policy_actions.submit(change, by=crew.hr, seen=change.matter.version)
    policy_actions.approve(change, by=crew.gm, seen=change.matter.version)
    clock.set("2027-01-04 09:00")
    new_trip(crew, worth="20", started_on=DECEMBER, ended_on=DECEMBER)
    later = start(crew, DECEMBER)
    assert (amounts(fresh(run))["丁一"], amounts(later)["丁一"]) == (Decimal(810), Decimal(900))
    told = {
        one.period.month: client_of(crew.engineer).get(address("statement", one.pk))
        for one in (run, later)
    }
    assert "超出点数单价 270 元/点" in told[10].content.decode()
    assert "超出点数单价 300 元/点" in told[12].content.decode()
