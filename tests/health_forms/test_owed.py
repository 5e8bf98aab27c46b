"""Visits that come due lie in the inbox; late they are a violation, written once."""

from datetime import date

import pytest

from foundation import clock as time
from foundation.notifications.models import Notice
from foundation.process.inboxes import in_inbox_of
from foundation.process.models import Task, Violation
from foundation.process.sweep import sweep
from health_forms import actions
from tests.harness.frozen import Clock
from tests.health_forms.conftest import Staff, file_now, kept, taken_out


def lying_with(staff: Staff) -> list[str]:
    """What lies in the inboxes of representative, colleague and doctor."""
    tasks = Task.objects.filter(kind="health_forms.revisit", closed_at=None).order_by("due_on")
    people = {"rep": staff.rep, "colleague": staff.colleague, "doctor": staff.doctor}
    return [
        f"{name} {one.due_on:%m-%d}"
        for name, person in people.items()
        for one in tasks.filter(in_inbox_of(person))
    ]


@pytest.mark.article("R4.2.7")
def test_a_late_visit_is_a_violation_once_and_told_to_the_superior(
    staff: Staff, clock: Clock
) -> None:
    file = kept(staff, bought_on=time.today())
    clock.set("2026-11-04 10:00")
    assert [actions.list_owed(), actions.list_owed()] == [1, 0], "three days ahead, once"
    clock.set("2026-11-05 23:59")
    sweep()
    assert lying_with(staff) == ["rep 11-05"] and not Violation.objects.exists()
    clock.set("2026-11-06 00:00")
    assert [sweep().tasks, sweep().tasks] == [1, 0]
    violation = Violation.objects.get()
    assert (violation.matter_id, violation.article, violation.person) == (
        file.pk, "R4.2.7", staff.rep,
    )  # fmt: skip
    told = Notice.objects.get(template="process/overdue")
    assert (told.recipient, told.as_digest) == (staff.manager, True)

    clock.set("2026-11-18 10:00")
    assert actions.list_owed() == 1 and sweep().tasks == 1
    assert lying_with(staff) == ["rep 11-05", "doctor 11-17"]
    late = Violation.objects.get(person=staff.doctor)
    assert (late.article, late.found_on) == ("R4.2.7", date(2026, 11, 18))
    out = taken_out(staff, file)
    actions.record_visit(
        out, by=staff.rep, mode="phone", text="介绍了用法", explained=True, seen=out.matter.version
    )
    assert lying_with(staff) == ["doctor 11-17"]
    assert Task.objects.get(kind="health_forms.revisit", assignee=staff.rep).outcome == "done"
    clock.set("2026-11-19 00:00")
    Notice.objects.all().delete()
    sweep()
    told_of = set(Notice.objects.values_list("recipient", flat=True))
    assert staff.manager.pk in told_of, "the representative's superior, whatever the doctor owes"
    now = file_now(file)
    actions.give_back(now, by=staff.rep, seen=now.matter.version)
    assert Violation.objects.filter(article="R4.2.7").count() == 2, "what was missed stays"


@pytest.mark.article("R4.2.7")
def test_what_is_owed_follows_the_file_and_ends_with_it(staff: Staff, clock: Clock) -> None:
    file, other = kept(staff), kept(staff, name="李桂芳")
    clock.set("2026-11-05 10:00")
    assert actions.list_owed() == 2
    survey = file_now(file).survey
    actions.reallocate(
        survey, by=staff.manager, to=staff.colleague, reason="会说本地话",
        seen=survey.matter.version,
    )  # fmt: skip
    assert lying_with(staff) == ["rep 11-05", "colleague 11-05"]
    now = file_now(file)
    actions.record_purchase(
        now, by=staff.colleague, bought_on=time.today(), seen=now.matter.version
    )
    assert lying_with(staff) == ["rep 11-05"], "superseded"
    assert actions.list_owed() == 1 and lying_with(staff) == ["rep 11-05", "colleague 11-08"]
    now = file_now(other)
    actions.close_file(now, by=staff.rep, ending="moved", seen=now.matter.version)
    assert lying_with(staff) == ["colleague 11-08"]
    clock.set("2026-11-06 00:00")
    sweep()
    assert not Violation.objects.filter(article="R4.2.7").exists(), "nobody owes it any more"
