"""By a real worker: chasing the month's usage, telling leads what dropped, who is to be trained."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from foundation.notifications.models import Notice
from key_accounts import actions
from tests.complaints.test_deadlines import by_person, deliver, run
from tests.harness.frozen import Clock
from tests.harness.mail import Sink
from tests.key_accounts.conftest import confirmed, make_desk, training
from tests.key_accounts.test_usage_analysis import account, posted


@pytest.mark.article("R6.5", "R6.10")
@pytest.mark.django_db(transaction=True)
def test_a_missing_month_is_chased_drops_are_told_and_training_is_due_after_a_year(
    celery_worker: Any, smtp_sink: Sink, clock: Clock
) -> None:
    desk = make_desk()
    clock.set("2025-12-03 09:00")
    held = training(desk, people=[desk.lead, desk.supervisor])
    results = {str(desk.lead.pk): (True, Decimal(80)), str(desk.supervisor.pk): (True, Decimal(59))}
    actions.hold_training(held, by=desk.manager, results=results, seen=held.matter.version)
    clock.set("2026-11-02 09:00")
    confirmed(desk)  # nothing is entered for it
    drop, silent = account(desk, "下降户"), account(desk, "停止户")
    posted(desk, drop, ["60", "100", "100", "100"])
    posted(desk, silent, ["0", "0", "0", "10"])
    Notice.objects.all().delete()
    told: dict[str, Counter[Any]] = {}
    for moment in ("2026-11-03 06:45", "2026-11-05 08:10", "2026-11-06 08:10", "2026-11-07 08:10"):
        smtp_sink.clear()
        clock.set(moment)
        run("foundation.duties.jobs.open_duties")
        for name in (
            "long_jobs.alert_leads",
            "jobs.remind_of_training",
        ) * 2:  # a beat that was late
            run(f"key_accounts.{name}")
        deliver(smtp_sink)
        notices = Notice.objects.filter(created_at=clock.now(), article__startswith="R6.")
        told[moment[8:10]] = Counter(notices.values_list("recipient", "template"))
        mailed = {one.recipient.email for one in notices.select_related("recipient")}
        assert mailed <= set(by_person(smtp_sink)), moment
    lead, manager, branch = (one.pk for one in (desk.lead, desk.manager, desk.branch_manager))
    usage, trained = "key_accounts/usage_alerts", "key_accounts/training_due"
    never = [branch, manager, desk.supervisor.pk, desk.stranger.pk]  # or failed
    expected = [(lead, usage), (manager, "key_accounts/trainees_due")]
    expected += [(person, trained) for person in (lead, *never)]
    assert [told["03"][one] for one in expected] == [1] * 7
    assert sum(told[day][one] for day in ("05", "06", "07") for one in expected) == 0, "once"
    assert told["05"][branch, "process/reminder"] == 1
    late = [(branch, "process/overdue"), (manager, "process/overdue")]
    assert [told[day][one] for day in ("06", "07") for one in late] == [1] * 4, (
        "until it is entered"
    )
    alert = Notice.objects.get(template=usage)
    assert [(one["name"], one["kind"]) for one in alert.context["accounts"]] == [
        ("停止户", "dormant"), ("下降户", "drop"), ("停止户", "drop"),
    ]  # fmt: skip
    due = Notice.objects.get(template=trained, recipient=lead)
    assert due.context == {"trained_on": "2025-12-03", "due_on": "2026-12-03"}
