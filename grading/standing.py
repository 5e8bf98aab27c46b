"""What a grade stands in the way of, by policy (R3.5)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.customers.models import Customer
from foundation.customers.standing import Concern, Occasion, judge
from grading import policies


@judge
def by_grade(customer: Customer, occasion: Occasion) -> Concern | None:
    rows = policies.CONCERNS.value()
    found = [one for one in rows if one["occasion"] == occasion.code]
    hit = [one for one in found if customer.grade and customer.grade in one["grades"]]
    if not hit:
        return None
    blocks = any(one["effect"] == "block" for one in hit)
    told = {"grade": customer.grade, "what": occasion.label}
    text = (
        _("客户等级为 %(grade)s，按政策不能办理：%(what)s。")
        if blocks
        else _("客户等级为 %(grade)s，请谨慎办理：%(what)s。")
    )
    return Concern(text % told, "R3.5", blocks)
