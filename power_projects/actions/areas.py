"""Which station and branch an address belongs to (R8.4)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import Department, User
from foundation.process.submissions import once
from power_projects.models import SupplyArea
from power_projects.roles import BRANCH_MARKETING, MARKETING_HEAD


def set_area(
    *, by: User, name: str, station: Department, branch: Department, key: str | None = None
) -> SupplyArea:
    """The same name again changes it: for applications to come."""

    def act() -> SupplyArea:
        only_as(by, MARKETING_HEAD, BRANCH_MARKETING, article="R8.4")
        if station == branch:
            raise Refusal("R8.4", _("供电所与分公司营销部不能是同一部门。"), field="station")
        area: SupplyArea
        area, __ = SupplyArea.objects.update_or_create(
            name=name.strip(),
            defaults={"station": station, "branch": branch, "set_by": by, "set_at": clock.now()},
        )
        return area

    return once(act, SupplyArea, key=key, by=by, what=["set_area", name, station, branch])
