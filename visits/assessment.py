"""考核 of each person in a month, a statement for each part and not for each person (R7.3.4.3).

Visits count by the day they ended, one for each customer and day, unplanned ones too, those of
accompanying colleagues not; lines by the day they were approved for; reports and follow-ups by the
day they were due. ``until``: what was done later does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from foundation import clock
from foundation.people.models import User
from visits import policies, rules
from visits.models import FollowUp, Plan, PlanLine, Posting, Visit
from visits.parts import Part
from visits.quotas import quotas_among

Status = PlanLine.Status


@dataclass
class Assessed:
    """``done`` and ``due`` of each part; the quota is what was due of visits, if there is one."""

    person: User
    weights: dict[str, int]
    done: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Part.values, 0))
    due: dict[str, int | None] = field(default_factory=lambda: dict.fromkeys(Part.values, 0))

    def shares(self) -> dict[str, Fraction | None]:
        return {code: rules.share(self.done[code], self.due[code]) for code in Part.values}

    @property
    def score(self) -> Decimal | None:
        return rules.score(self.shares(), self.weights)

    @property
    def parts(self) -> list[dict[str, Any]]:
        return [
            {
                "label": Part(code).label,
                "done": self.done[code],
                "due": self.due[code],
                "percent": rules.percent(share),
            }
            for code, share in self.shares().items()
        ]


def assess(month: date, until: datetime | None = None, whose: Q | None = None) -> list[Assessed]:
    """Everybody who sold on the first or the last day of the month, by name; ``whose``: of these."""
    last = rules.last_day_of(month)
    until = until or clock.now()
    held = dict(Posting.objects.on(month).values_list("person", "position"))
    selling = held.keys() | set(Posting.objects.on(last).values_list("person", flat=True))
    people = User.objects.filter(whose or Q(), pk__in=selling)
    weights = policies.WEIGHTS.value(month)
    found = {
        one.pk: Assessed(one, weights)
        for one in people.select_related("department").order_by("name_pinyin", "pk")
    }
    quotas = quotas_among(held, month)
    for person, assessed in found.items():
        assessed.due[Part.QUOTA] = quotas.get(person)
    for part, rows in _counted(month, last, until).items():
        for person, done, due in rows:
            if person in found:
                found[person].done[part] = done
                if part != Part.QUOTA:
                    found[person].due[part] = due
    return list(found.values())


def _counted(month: date, last: date, until: datetime) -> dict[Part, Iterable[Any]]:
    """Person, done and due of each part."""
    visits = Visit.objects.exclude(state=Visit.State.VOID).filter(matter__opened_at__lte=until)
    took_place = visits.filter(ended_on__range=(month, last)).order_by()
    each_day = took_place.values_list("person", "customer", "ended_on").distinct()
    days_out = Counter(person for person, __, __ in each_day)
    lines = PlanLine.objects.filter(
        planned_on__range=(month, last), status__in=[Status.APPROVED, Status.VISITED]
    )
    planned = lines.exclude(plan__state=Plan.State.VOID).values("plan__person")
    # The first deadline of a report: a return gives a new one, which nothing hangs on.
    days = timedelta(days=policies.REPORT_DAYS.value(month))
    reported = visits.filter(ended_on__range=(month - days, last - days)).values("person")
    promised = FollowUp.objects.exclude(visit__state=Visit.State.VOID).filter(
        due_on__range=(month, last)
    )
    in_time = Q(done_at__lte=until, done_on__lte=F("due_on"))
    followed = promised.annotate(done_on=TruncDate("done_at", tzinfo=clock.zone())).values("owner")
    done = Exists(visits.filter(line=OuterRef("pk")))
    return {
        Part.QUOTA: [(person, done, None) for person, done in days_out.items()],
        Part.LINES: planned.annotate(done=Count("pk", filter=done), due=Count("pk")).values_list(
            "plan__person", "done", "due"
        ),
        Part.REPORTS: reported.annotate(
            done=Count("pk", filter=Q(reported_at__lte=until, is_late=False)), due=Count("pk")
        ).values_list("person", "done", "due"),
        Part.FOLLOW_UPS: followed.annotate(
            done=Count("pk", filter=in_time), due=Count("pk")
        ).values_list("owner", "done", "due"),
    }
