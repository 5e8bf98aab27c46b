"""Training: planned for people, held with attendance and test results (R6.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify, post
from foundation.people.models import User
from foundation.people.roles import holders as role_holders
from foundation.process.batches import write_columns
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, open_matter
from foundation.process.tasks import open_task
from key_accounts import deadlines, holders, policies
from key_accounts.models import Attendance, Training
from key_accounts.roles import MANAGER
from key_accounts.trainees import to_be_planned

# Person -> whether they were there, and the score of those who took the test.
Results = Mapping[str, tuple[bool, Decimal | None]]


def plan_training(
    training: Training, *, by: User, people: Sequence[User], key: str | None = None
) -> Training:
    def then(training: Training, event: Event) -> None:
        only(holders.KEEPER, training, by, "R6.10")
        Attendance.objects.bulk_create(Attendance(training=training, person=one) for one in people)
        open_task(deadlines.TRAINING, training, event=event)
        tell(training, people, "training", event, day=training.planned_on, place=training.place)

    training.planned_by = by
    if training.planned_on < clock.today():
        raise Refusal("R6.10", _("培训日期不能早于今天。"), field="planned_on")
    return open_matter(
        training, by=by, article="R6.10", label=gettext_lazy("计划培训"), key=key, then=then
    )


# Each is told once of each date; whoever was never trained, once.
_DUE = """
SELECT person AS recipient_id, 'key_accounts/training_due' AS template,
    jsonb_build_object('trained_on', trained_on, 'due_on', due_on) AS context, %(url)s AS url,
    'R6.10' AS article, false AS at_once, false AS as_digest,
    'training_due:' || coalesce(due_on::text, 'never') AS dedupe
FROM unnest(%(people)s::bigint[], %(trained)s::date[], %(due)s::date[])
    AS told (person, trained_on, due_on)
"""


def remind_of_training() -> int:
    """Who is due soon is told, and once a month who plans the training; how many are new."""
    due = to_be_planned()
    if not due:
        return 0
    url = reverse("key_accounts:training_due")
    people = [{"name": one.person.name, "due_on": one.due_on} for one in due]
    notify(
        role_holders(MANAGER), template="key_accounts/trainees_due",
        context={"people": people}, url=url, article="R6.10",
        dedupe=f"trainees_due:{clock.today():%Y-%m}",
    )  # fmt: skip
    return post(
        _DUE, people=[one.person.pk for one in due], trained=[one.trained_on for one in due],
        due=[one.due_on for one in due], url=reverse("key_accounts:trainings"),
    )  # fmt: skip


def hold_training(
    training: Training, *, by: User, results: Results, seen: int, key: str | None = None
) -> Event:
    """A score under the pass mark leaves the person due; without a test, presence is enough."""

    def then(training: Training, event: Event) -> None:
        mark = policies.PASS_SCORE.value(training.planned_on)
        rows = list(training.attendances.order_by("pk"))
        for row in rows:
            row.was_present, row.score = results.get(str(row.person_id), (False, None))
            row.has_passed = row.was_present and (row.score is None or row.score >= mark)
        write_columns(rows, ("was_present", "score", "has_passed"))

    if training.planned_on > clock.today():
        raise Refusal("R6.10", _("培训之后才能登记情况。"))
    if any(score is not None and not is_there for is_there, score in results.values()):
        raise Refusal("R6.10", _("没有到场的人员没有测验成绩。"))
    told = {person: [is_there, str(score)] for person, (is_there, score) in results.items()}
    return carry_out(training, Training.hold, by=by, seen=seen, key=key, then=then, results=told)


def cancel_training(
    training: Training, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    def then(training: Training, event: Event) -> None:
        people = [one.person for one in training.attendances.select_related("person")]
        tell(training, people, "training_cancelled", event)

    return carry_out(
        training, Training.cancel, by=by, comment=reason, seen=seen, key=key, then=then
    )
