"""Who is told of a run: the GM of each, the owners of accounts whose grade fell of the monthly."""

from __future__ import annotations

from django.urls import reverse

from foundation.notifications.outbox import notify, post
from foundation.people.roles import GM, holders
from grading.calculation.run import movements
from grading.models import GradingRun

# The effective grade against the monthly run before; no grade is neither higher nor lower.
DROPPED = """
SELECT c.owner_id AS recipient_id, 'grading/dropped' AS template,
       jsonb_build_object('count', count(*), 'run', %(number)s::text, 'customers',
           (array_agg(format('%%s %%s → %%s', c.name, b.effective, a.effective)
                      ORDER BY a.effective DESC, c.name_pinyin))[:20]) AS context,
       %(url)s::text AS url, 'R3.5' AS article, false AS at_once, false AS as_digest,
       %(dedupe)s::text AS dedupe
FROM grading_customergrade a
JOIN grading_customergrade b ON b.customer_id = a.customer_id AND b.run_id = %(before)s
JOIN customers_customer c ON c.id = a.customer_id
WHERE a.run_id = %(run)s AND c.owner_id IS NOT NULL
  AND a.effective <> '' AND b.effective <> '' AND a.effective > b.effective
GROUP BY c.owner_id
"""


def tell(run: GradingRun) -> None:
    monthly = GradingRun.objects.filter(kind=GradingRun.Kind.MONTHLY, as_of__lt=run.as_of)
    before = monthly.order_by("-as_of").first()
    notify(
        holders(GM),
        template="grading/summary",
        context={
            "number": run.number,
            "as_of": run.as_of,
            **run.counts,
            **(movements(run.pk, before.pk) if before else {"up": 0, "down": 0}),
        },
        url=run.get_absolute_url(),
        dedupe=f"grading:summary:{run.pk}",
        article="R3.B4",
    )
    if before is not None and run.kind == GradingRun.Kind.MONTHLY:
        post(
            DROPPED,
            run=run.pk,
            before=before.pk,
            number=run.number,
            url=f"{reverse('grading:movements')}?run={run.number}&since={before.matter.number}",
            dedupe=f"grading:dropped:{run.pk}",
        )
