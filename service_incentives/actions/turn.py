"""What several acts share: whose turn it is, who may, who is told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.notifications.outbox import as_json, notify, post
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import Role
from foundation.process.models import Event
from foundation.process.tasks import open_task
from service_incentives import deadlines
from service_incentives.models import PayRun
from service_incentives.scope import REGULATION


def open_next(run: PayRun, event: Event) -> None:
    """The task of whoever's turn it is in the state just entered."""
    open_task(deadlines.OF_STATE[run.state], run, event=event)


def only(by: User, *roles: Role, article: str) -> None:
    """For acts on plain rows, which no step guards."""
    if not any(acts_as(by, role, REGULATION) for role in roles):
        names = "、".join(str(role) for role in roles)
        raise Refusal(article, _("由%(who)s办理。") % {"who": names})


def tell_paid(run: PayRun, event: Event) -> None:
    """Everybody the run pays: the statement is there; one statement however many there are."""
    post(
        """
        SELECT DISTINCT person_id AS recipient_id, 'service_incentives/paid' AS template,
            %(context)s::jsonb AS context, %(url)s AS url, 'R5.10' AS article, false AS at_once,
            false AS as_digest, %(dedupe)s AS dedupe
        FROM service_incentives_payline
        WHERE run_id = %(run)s AND computation = %(computation)s AND amount <> 0
        """,
        run=run.pk,
        computation=run.computation,
        context=as_json(
            {"number": run.matter.number, "title": run.matter.title, "day": run.paid_on}
        ),
        url=reverse("service_incentives:statement", args=[run.pk]),
        dedupe=f"paid:{event.pk}",
    )


def tell(record: Any, people: list[User], template: str, event: Event, *, url: str = "") -> None:
    notify(
        [person for person in people if person.pk != event.actor_id],
        template=f"service_incentives/{template}",
        context={
            "number": record.matter.number,
            "title": record.matter.title,
            "by": event.actor.name,
            "comment": event.comment,
        },
        url=url or record.matter.get_absolute_url(),
        dedupe=f"{template}:{event.pk}",
        article=event.article,
    )
