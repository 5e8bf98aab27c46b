"""What several acts share: whose turn it is, who may, who is told."""

from __future__ import annotations

from django.urls import reverse

from foundation.notifications.outbox import as_json, post
from foundation.process.models import Event
from foundation.process.tasks import open_task
from service_incentives import deadlines
from service_incentives.models import PayRun


def open_next(run: PayRun, event: Event) -> None:
    """The task of whoever's turn it is in the state just entered."""
    open_task(deadlines.OF_STATE[run.state], run, event=event)


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
