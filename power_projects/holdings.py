"""What of the projects names one person and passes on when they leave."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.governance.holdings import Held, Holding, Move, of_records
from foundation.people.models import User
from power_projects.models import Project, Works

PROJECTS = of_records(
    "power_projects.projects", gettext_lazy("管理的用电工程"), lambda: Project, "manager"
)


def _supervised(person: User) -> QuerySet[Works]:
    return Works.objects.filter(supervisor=person, project__matter__closed_at=None)


def _works(person: User) -> list[Held]:
    return [
        Held(
            str(works.pk),
            _("%(number)s 的现场监督") % {"number": works.project.number},
            works.project.get_absolute_url(),
        )
        for works in _supervised(person).select_related("project__matter").order_by("pk")
    ]


def _pass_works(move: Move) -> None:
    """Not to who manages the project: nobody supervises their own (R8.24)."""
    mine = _supervised(move.leaver).exclude(project__manager=move.successor)
    mine.update(supervisor=move.successor)
    _supervised(move.leaver).update(supervisor=None)


SUPERVISION = Holding(
    "power_projects.supervision", gettext_lazy("指派的现场监督"), _works, _pass_works
)
