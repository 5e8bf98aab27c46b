"""Half-year and annual runs: lasting projects (R5.9.3), and amounts that other rules set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from service_incentives import periods, rules
from service_incentives.calculation import writing
from service_incentives.models.line import PayLine
from service_incentives.models.registers import Project
from service_incentives.models.run import PayRun
from service_incentives.models.trip import Trip


def calculate_half_year(run: PayRun) -> None:
    writing.write(run, _lasting(run))
    writing.write_findings(run, {"half_year": ("referenced", "half_year")})
    writing.set_off(run)


def calculate_year(run: PayRun) -> None:
    writing.write_findings(run, {"annual": ("referenced", "annual")})
    writing.set_off(run)


def _lasting(run: PayRun) -> Iterator[PayLine]:
    """A line per project whose window ends in the half year; none for nobody's project."""
    months = run.policies["lasting_months"]
    earliest = periods.months_later(run.period, -months - 1)
    projects = Project.objects.filter(
        energised_on__gte=max(earliest, date.fromisoformat(run.policies["effective_from"])),
        energised_on__lt=run.until, engineer__isnull=False,
    ).order_by("pk")  # fmt: skip
    ends = {one: rules.window_end(_day(one), months) for one in projects}
    due = {one: end for one, end in ends.items() if run.period <= end < run.until}
    repeats: dict[int, list[Any]] = defaultdict(list)
    services = Trip.objects.counted().filter(project__in=due, visit=Trip.Visit.OMISSION)
    for trip in services.order_by("pk"):
        repeats[trip.project_id].append(trip)
    for project, end in due.items():
        inside = [t for t in repeats[project.pk] if _day(project) <= t.started_on <= end]
        yield _line(run, project, end, inside)


def _day(project: Project) -> date:
    assert project.energised_on is not None
    return project.energised_on


def _line(run: PayRun, project: Project, end: date, repeats: list[Any]) -> PayLine:
    assert project.engineer_id is not None
    reward = Decimal(run.policies["lasting_reward"])
    return PayLine(
        person_id=project.engineer_id,
        kind=PayLine.Kind.LASTING,
        article="R5.9.3",
        period=run.period,
        payer=writing.payer_of(run, "lasting"),
        amount=Decimal(0) if repeats else reward,
        formula=f"{project.code}: {_day(project)} – {end}",
        inputs={"project": project.pk},
        zero_reason=PayLine.Zero.OMISSION if repeats else "",
        trips=[trip.pk for trip in repeats],
    )
