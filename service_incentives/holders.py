"""Who holds each step. A run goes to the next level when all of a level are paid by it (R5.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foundation.people.roles import ADMIN_HR, FINANCE, GM, Role, holders
from foundation.process.holders import Chosen, Either, Holder, InRole, Person
from service_incentives.roles import (
    CHAIR,
    SERVICE_HEAD,
    SPECIALIST,
    STATISTICIAN,
    SUBSIDIARY_GM,
    SUBSIDIARY_OFFICE,
)

if TYPE_CHECKING:
    from service_incentives.models import Finding, PayRun


def _first_free(record: Any, levels: tuple[Role, ...]) -> Holder:
    """The lowest level at which somebody is free to decide; the last one if nobody is."""
    kept: dict[Any, Holder] = record.__dict__.setdefault("_levels", {})
    asked = (levels, record.state)
    if asked not in kept:
        barred, paid = record.barred()
        kept[asked] = next(
            (
                InRole(role)
                for role in levels[:-1]
                if holders(role).exclude(pk__in=barred).exclude(pk__in=paid).exists()
            ),
            InRole(levels[-1]),
        )
    return kept[asked]


def _level(*levels: Role) -> Holder:
    return Chosen(lambda record: _first_free(record, levels))


STATISTICIANS = InRole(STATISTICIAN)
SALES_DESK = InRole(SPECIALIST)
STARTER = Chosen(
    lambda run: (
        SALES_DESK if run.kind == "spare_parts" else Either((STATISTICIANS, InRole(ADMIN_HR)))
    )
)
GATHERER = _level(SPECIALIST, SUBSIDIARY_OFFICE, GM)
OFFICE = _level(SUBSIDIARY_OFFICE, SUBSIDIARY_GM, GM)
SUBSIDIARY_HEAD = _level(SUBSIDIARY_GM, GM, CHAIR)
CONFIRMER = _level(SERVICE_HEAD, GM, CHAIR)
FINANCE_CHECKER = _level(FINANCE, GM, CHAIR)
HR_CHECKER = _level(ADMIN_HR, GM, CHAIR)
LEADER = _level(GM, CHAIR)
PAYMASTER = _level(ADMIN_HR, GM, CHAIR)


def _of_state(run: PayRun) -> Holder:
    by_state = {
        "awaiting_finance": FINANCE_CHECKER,
        "awaiting_hr": HR_CHECKER,
        "awaiting_leader": LEADER,
        "awaiting_office": OFFICE,
        "awaiting_subsidiary": SUBSIDIARY_HEAD,
    }
    return by_state[run.state]


CURRENT: Holder = Chosen(_of_state)

OF_DEPARTMENT = _level(SERVICE_HEAD, GM, CHAIR)
OF_HR = _level(ADMIN_HR, GM, CHAIR)


def _decider(finding: Finding) -> Holder:
    """Amounts that other regulations set are HR's, what happened in a service the department's."""
    of_hr = ("quality", "half_year", "annual", "service_product")
    return OF_HR if finding.kind in of_hr else OF_DEPARTMENT


DECIDER: Holder = Chosen(_decider)
KEEPERS = Either((InRole(SERVICE_HEAD), InRole(ADMIN_HR)))
PROPOSER = Either((Person(lambda finding: finding.proposed_by), KEEPERS))
# What is not decided yet, whoever proposed it takes back.
VOIDER = Chosen(lambda finding: PROPOSER if finding.state == "proposed" else KEEPERS)
