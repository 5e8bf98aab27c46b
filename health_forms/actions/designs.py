"""A new version of what the form asks; filled forms keep theirs."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.submissions import once
from health_forms.models import FormDesign
from health_forms.roles import KEEPER


def publish(
    *, by: User, opening: str, consent: str, questions: list[dict[str, Any]], key: str | None = None
) -> FormDesign:
    """In use at once. It must ask something, and say who asks and to sell what (R4.1.3)."""

    def act() -> FormDesign:
        only_as(by, KEEPER, article="R4.1.12")
        if "{company}" not in opening or "{company}" not in consent:
            message = _("开场说明和知情同意书都须写明公司，用 {company} 代表公司名称。")
            raise Refusal("R4.1.3", message, field="opening")
        if not questions:
            raise Refusal("R4.1.4", _("至少要有一个问题。"), field="questions")
        last = FormDesign.objects.aggregate(last=Max("version"))["last"] or 0
        return FormDesign.objects.create(
            version=last + 1, opening=opening, consent=consent, questions=questions, published_by=by
        )

    what = ["publish", opening, consent, [str(one) for one in questions]]
    return once(act, FormDesign, key=key, by=by, what=what)
