"""The register of firms: entered, its certificates renewed, taken off (R8.20)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.papers.attachments import attach
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, note, open_matter
from foundation.process.submissions import once
from power_projects import holders
from power_projects.models import Certificate, Firm
from power_projects.roles import BRANCH_MARKETING, MARKETING_HEAD

ARTICLE = "R8.20"


def register_firm(firm: Firm, *, by: User, key: str | None = None) -> Firm:
    """Shown to customers once both its certificates are entered."""
    only_as(by, BRANCH_MARKETING, MARKETING_HEAD, article=ARTICLE)
    if not (firm.does_design or firm.does_construction):
        raise Refusal(ARTICLE, _("请选择设计或施工。"), field="does_design")
    try:
        return open_matter(
            firm, by=by, article=ARTICLE, label=gettext_lazy("登记设计施工单位"), key=key
        )
    except IntegrityError:
        raise Refusal(ARTICLE, _("这个单位已经在册。"), field="name") from None


def enter_certificate(
    firm: Firm, *, by: User, kind: str, certificate_no: str, valid_until: date,
    scan: UploadedFile[Any], seen: int, key: str | None = None,
) -> Certificate:  # fmt: skip
    """Number, last day of validity and scan; the one before stays in the history."""

    def act() -> Certificate:
        fresh = lock(firm, seen=seen)
        only(holders.REGISTRAR, fresh, by, ARTICLE)
        if valid_until < clock.today():
            raise Refusal(ARTICLE, _("证照已经过期，不能登记。"), field="valid_until")
        fresh.certificates.filter(kind=kind).update(is_replaced=True)
        label = Certificate.Kind(kind).label
        kept = attach(fresh.matter, by=by, file=scan, purpose=str(label), field="scan")
        certificate = Certificate.objects.create(
            firm=fresh, kind=kind, certificate_no=certificate_no, valid_until=valid_until,
            scan=kept, entered_by=by,
        )  # fmt: skip
        note(
            fresh, "enter_certificate", by=by, label=gettext_lazy("登记证照"), article=ARTICLE,
            comment=f"{label} {certificate_no}", valid_until=valid_until,
        )  # fmt: skip
        return certificate

    what = ["enter_certificate", firm, kind, certificate_no, valid_until]
    return once(act, Certificate, key=key, by=by, what=what)


def remove_firm(firm: Firm, *, by: User, reason: str, seen: int, key: str | None = None) -> Event:
    return carry_out(firm, Firm.remove, by=by, comment=reason, seen=seen, key=key)
