"""What speaks against doing something for a customer: any app asks, whoever knows answers.

DISCOUNT = Occasion("complaints.discount", _("投诉中的折价或赔偿"))
refuse_blocked(customer, DISCOUNT, field="discount")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from foundation.articles import Refusal
from foundation.customers.models import Customer

_occasions: dict[str, Occasion] = {}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that is asked about before it is done."""

    code: str
    label: str | Promise

    def __post_init__(self) -> None:
        _occasions[self.code] = self


@dataclass(frozen=True, slots=True)
class Concern:
    text: str
    article: str
    blocks: bool


Judge = Callable[[Customer, Occasion], Concern | None]
_judges: list[Judge] = []


def judge(answer: Judge) -> Judge:
    """Declare who answers."""
    _judges.append(answer)
    return answer


def occasions() -> dict[str, Occasion]:
    return dict(_occasions)


def concerns(customer: Customer, occasion: Occasion) -> list[Concern]:
    answers = (answer(customer, occasion) for answer in _judges)
    return [found for found in answers if found is not None]


def refuse_blocked(customer: Customer, occasion: Occasion, *, field: str = "") -> None:
    for concern in concerns(customer, occasion):
        if concern.blocks:
            raise Refusal(concern.article, concern.text, field=field)
