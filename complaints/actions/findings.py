"""Report, review, opinion, decision, disposal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints import deadlines, policies, rules
from complaints.actions.turn import open_next
from complaints.models import Complaint, Disposal, Report
from foundation import clock
from foundation.articles import Refusal
from foundation.customers.standing import refuse_blocked
from foundation.people.models import Department, User
from foundation.process.events import log_event
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, raise_version, require
from foundation.process.submissions import once
from foundation.process.tasks import batch_acts


def write_report(
    complaint: Complaint,
    *,
    by: User,
    responsible_people: list[User],
    responsible_departments: list[Department],
    seen: int | None = None,
    key: str | None = None,
    **points: Any,
) -> Report:
    """Keep the draft of the investigation report; it may still be incomplete (R2.17)."""

    def act() -> Report:
        fresh = lock(complaint, seen=seen)
        require(fresh, Complaint.submit_report, by=by)
        report, __ = Report.objects.update_or_create(
            complaint=fresh,
            round=fresh.round,
            defaults={**points, "written_by": by, "written_at": clock.now()},
        )
        report.responsible_people.set(responsible_people)
        report.responsible_departments.set(responsible_departments)
        log_event(
            fresh.matter, "write_report", by=by, label=gettext_lazy("填写调查报告"), article="R2.17"
        )
        raise_version(fresh)
        complaint.matter = fresh.matter
        return report

    named = [list(responsible_people), list(responsible_departments)]
    what = ["write_report", complaint, *named, points]
    return once(act, Report, key=key, by=by, what=what)


def submit_report(complaint: Complaint, *, by: User, seen: int, key: str | None = None) -> Event:
    """The report goes with the record card to the department's head (R2.11)."""
    return carry_out(complaint, Complaint.submit_report, by=by, seen=seen, key=key, then=open_next)


def review_report(
    complaint: Complaint,
    *,
    by: User,
    comment: str = "",
    ticked: Sequence[str] = (),
    seen: int,
    key: str | None = None,
) -> Event:
    """The head passes the report on to Admin & HR (R2.11), with the checklist ticked off."""
    return carry_out(
        complaint, Complaint.review_report, by=by, seen=seen, key=key, comment=comment,
        ticked=list(ticked), then=open_next,
    )  # fmt: skip


def give_opinion(
    complaint: Complaint, *, by: User, opinion: str, seen: int, key: str | None = None
) -> Event:
    """Admin & HR adds its opinion and reports to the general manager (R2.12)."""
    if not opinion.strip():
        raise Refusal("R2.12", _("请写明具体意见。"), field="opinion")
    return carry_out(
        complaint, Complaint.give_opinion, by=by, seen=seen, key=key,
        opinion=opinion, comment=opinion, then=open_next,
    )  # fmt: skip


def decide(
    complaint: Complaint, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The general manager approves the opinion; the handling department drafts the disposal (R2.12)."""
    return carry_out(
        complaint, Complaint.decide, by=by, seen=seen, key=key, comment=comment, then=open_next
    )


def write_disposal(
    complaint: Complaint,
    *,
    by: User,
    kind: str,
    text: str,
    discount: Decimal,
    compensation: Decimal,
    sales_rule: str,
    seen: int | None = None,
    key: str | None = None,
) -> Disposal:
    """Keep the draft of the disposal (R2.13); amounts in yuan cite the sales rule (R2.18)."""
    if rules.needs_sales_rule(discount, compensation, sales_rule):
        raise Refusal(
            "R2.18", _("有折价或赔偿金额时，请写明所依据的销售规定。"), field="sales_rule"
        )

    if discount or compensation:
        refuse_blocked(complaint.customer, policies.DISCOUNT, field="discount")

    points = {
        "kind": kind, "text": text, "discount": discount, "compensation": compensation,
        "sales_rule": sales_rule,
    }  # fmt: skip

    def act() -> Disposal:
        fresh = lock(complaint, seen=seen)
        require(fresh, Complaint.submit_disposal, by=by)
        disposal, __ = Disposal.objects.update_or_create(
            complaint=fresh,
            round=fresh.round,
            defaults={**points, "drafted_by": by, "drafted_at": clock.now()},
        )
        log_event(
            fresh.matter,
            "write_disposal",
            by=by,
            label=gettext_lazy("填写处理意见"),
            article="R2.13",
        )
        raise_version(fresh)
        complaint.matter = fresh.matter
        return disposal

    what = ["write_disposal", complaint, *points.values()]
    return once(act, Disposal, key=key, by=by, what=what)


def submit_disposal(complaint: Complaint, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(
        complaint, Complaint.submit_disposal, by=by, seen=seen, key=key, then=open_next
    )


def approve_disposal(
    complaint: Complaint, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """The head approves; customer service replies to the customer (R2.13, R2.14)."""
    return carry_out(
        complaint,
        Complaint.approve_disposal,
        by=by,
        seen=seen,
        key=key,
        comment=comment,
        then=open_next,
    )


batch_acts.update(
    {
        deadlines.REVIEW.code: review_report,
        deadlines.GM.code: decide,
        deadlines.APPROVAL.code: approve_disposal,
    }
)
