"""Which policy values a run of a kind goes by: kept with the run, printed on the statement."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from foundation.governance.policy_values import shown
from foundation.policies.declarations import Policy
from service_incentives import policies
from service_incentives.models.assessment import Assessment
from service_incentives.models.run import PayRun

Kind = PayRun.Kind
SCORES = ("quality", "workload", "cost")
OF_ALL: dict[str, Policy[Any]] = {
    "effective_from": policies.EFFECTIVE_FROM,
    "payers": policies.PAYERS,
    "payer_names": policies.PAYER_NAMES,
}
OF_KIND: dict[str, dict[str, Policy[Any]]] = {
    Kind.MONTHLY: {
        "monthly_base": policies.MONTHLY_BASE,
        "point_rate": policies.POINT_RATE,
        "accident_points": policies.ACCIDENT_POINTS,
        "unsigned_fine": policies.UNSIGNED_FINE,
        "fines_apply": policies.FINES_APPLY,
    },
    Kind.QUARTERLY: {
        "weights": policies.ASSESSMENT_WEIGHTS,
        "prizes": policies.PRIZES,
        "ranked_apart": policies.RANKED_APART,
    },
    Kind.SPARE_PARTS: {
        "margin_tiers": policies.MARGIN_TIERS,
        "fee_a_day": policies.FEE_A_DAY,
        "personal_share": policies.PERSONAL_SHARE,
    },
    Kind.HALF_YEARLY: {
        "lasting_reward": policies.LASTING_REWARD,
        "lasting_months": policies.LASTING_MONTHS,
    },
    Kind.ANNUAL: {},
}


def used_by(kind: str) -> dict[str, Policy[Any]]:
    return OF_KIND[kind] | OF_ALL


def values_of(run: PayRun) -> dict[str, Any]:
    """Those in force on the first day of the period."""
    used = used_by(run.kind).items()
    return {name: policy.store(policy.value(run.period)) for name, policy in used}


def told(run: PayRun) -> list[tuple[Any, str]]:
    """The values in words, for page and print; who pays what is told by the sums."""
    return [
        (policy.label, _in_words(name, policy, run.policies[name]))
        for name, policy in used_by(run.kind).items()
        if name in run.policies and name not in ("payers", "payer_names")
    ]


def _in_words(name: str, policy: Policy[Any], stored: Any) -> str:
    if name in WORDS:
        return "；".join(WORDS[name](stored))
    value = policy.parse(stored)
    unit = f" {policy.unit}" if policy.unit and not isinstance(value, bool) else ""
    return "、".join(shown(policy, value)) + unit


def _prizes(tiers: list[dict[str, Any]]) -> list[str]:
    sentence = _("第 %(first)s–%(last)s 名 %(amount)s 元")
    return [sentence % tier for tier in tiers]


def _margins(tiers: list[dict[str, str]]) -> list[str]:
    sentence = _("毛利率 ≥ %(margin)s%% 的提 %(rate)s%%")
    return [
        sentence % {"margin": per_cent(tier["margin"]), "rate": per_cent(tier["rate"])}
        for tier in tiers
    ]


def _weights(weights: dict[str, int]) -> list[str]:
    labels: Any = Assessment._meta
    return [f"{labels.get_field(name).verbose_name} {weights[name]}%" for name in SCORES]


def per_cent(share: str) -> str:
    return f"{(Decimal(share) * 100).normalize():f}"


WORDS: dict[str, Callable[[Any], list[str]]] = {
    "prizes": _prizes,
    "margin_tiers": _margins,
    "weights": _weights,
    "personal_share": lambda share: [f"{per_cent(share)}%"],
}
