"""By a real worker, over the turn of the year: a plan that nobody hands in, a visit nobody reports."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from foundation import clock as company_clock
from foundation.duties.models import Duty
from foundation.notifications.models import Notice
from foundation.process.models import Violation
from foundation.process.sweep import sweep
from tests.complaints.test_deadlines import deliver, run
from tests.harness.frozen import Clock
from tests.harness.mail import Sink
from tests.harness.work import wait_until
from tests.visits.conftest import Team, fresh, make_team, planned
from tests.visits.test_visits import unplanned
from visits import actions

PLAN, REPORT = "R7.3.1", "R7.3.4.1"
# Moment -> article and who is told of it then, as the policies say. The plan is due on the last of
# the month, the report of a visit on that day on the second of the next.
COURSE = {
    "2026-12-26 08:00": [(PLAN, "柳青"), (PLAN, "白桦")],
    "2026-12-31 08:00": [(PLAN, "柳青")],
    "2026-12-31 23:59": [],
    "2027-01-01 00:00": [(PLAN, "柳青"), (PLAN, "罗远"), (REPORT, "柳青")],
    "2027-01-02 00:00": [(REPORT, "柳青")],
    "2027-01-02 23:59": [],
    "2027-01-03 00:00": [
        (PLAN, "柳青"), (PLAN, "罗远"), (PLAN, "秦岚"), (REPORT, "柳青"), (REPORT, "罗远"),
    ],
    "2027-01-05 00:00": [(REPORT, "柳青"), (REPORT, "罗远"), (REPORT, "秦岚")],
}  # fmt: skip


@pytest.mark.article(PLAN, REPORT)
@pytest.mark.django_db(transaction=True)
def test_plan_and_report_are_due_over_the_turn_of_the_year(
    celery_worker: Any, smtp_sink: Sink, clock: Clock
) -> None:
    team = make_team()
    clock.set("2026-12-26 08:00")
    run("foundation.duties.jobs.open_duties")
    wait_until(lambda: Duty.objects.filter(code="visits.plan").count() == 2, what="the duties")
    expected: Counter[tuple[str, str, str]] = Counter()
    for moment, people in COURSE.items():
        clock.set(moment)
        expected.update((moment, *one) for one in people)
        if not people:
            sweep()  # here, so that it is known to be done
        for __ in range(2):
            run("foundation.process.jobs.sweep_deadlines")
        wait_until(lambda: _told().total() >= expected.total(), what=moment)
        assert _told() == expected
        _between(moment, team)
    ours = Violation.objects.filter(article__startswith="R7.")
    late = ours.values_list("article", "person__name", "found_on")
    assert sorted(late) == [
        (PLAN, "柳青", date(2027, 1, 1)), (REPORT, "柳青", date(2027, 1, 3)),
    ]  # fmt: skip
    deliver(smtp_sink)
    mails = [one.get_body(("plain",)).get_content() for one in smtp_sink.to(team.head.email)]
    assert all("柳青" in one for one in mails), "whose it is"
    assert PLAN in "".join(mails) and REPORT in "".join(mails)


def _between(moment: str, team: Team) -> None:
    if moment == "2026-12-26 08:00":
        plan = planned(team, by=team.colleague, month=date(2027, 1, 1))
        actions.submit(plan, by=team.colleague, seen=plan.matter.version)
        actions.approve(fresh(plan), by=team.head, seen=fresh(plan).matter.version)
    if moment == "2026-12-31 08:00":
        unplanned(team, date(2026, 12, 31))


def _told() -> Counter[tuple[str, str, str]]:
    """Moment, article and person of every reminder and escalation up to now."""
    notices = Notice.objects.filter(template__startswith="process/", article__in=[PLAN, REPORT])
    notices = notices.select_related("recipient")
    zone = company_clock.zone()
    return Counter(
        (f"{one.created_at.astimezone(zone):%Y-%m-%d %H:%M}", one.article, one.recipient.name)
        for one in notices
    )
