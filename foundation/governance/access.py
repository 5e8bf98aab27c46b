from typing import Any

import rules

from foundation.people.access import declare, holds_any, staff
from foundation.people.delegation import OWN, stands_for
from foundation.people.roles import ADMIN_HR, GM, RECORD_KEEPER, seats


@rules.predicate
def in_service(user: Any) -> bool:
    """Anybody with a role of any regulation: who deals with customers at all."""
    return bool(user.is_authenticated) and any(seats(person) for person in stands_for(user, OWN))


declare(
    {
        "customers:list": in_service,
        "customers:new": in_service,
        "customers:look_alikes": in_service,
        "customers:detail": staff,  # who deals with no customers sees their own accounts
        "customers:edit": in_service,
        "customers:add_contact": in_service,
        "customers:merge": holds_any(RECORD_KEEPER, ADMIN_HR),
        "governance:policies": staff,
        "governance:policy": staff,
        "governance:propose": staff,
        "governance:policy_change": staff,
        "governance:revise": staff,
        "governance:submit": staff,
        "governance:approve": staff,
        "governance:send_back": staff,
        "governance:withdraw": staff,
        "governance:handovers": holds_any(ADMIN_HR, GM),
        "governance:begin_handover": holds_any(ADMIN_HR),
        "governance:handover": staff,
        "governance:add_thing": staff,
        "governance:record_missing": staff,
        "governance:found_again": staff,
        "governance:sign_as_leaver": staff,
        "governance:sign_in_absence": staff,
        "governance:sign_as_successor": staff,
        "governance:handover_back": staff,
        "governance:approve_missing": staff,
        "governance:demand_missing": staff,
        "governance:void_handover": staff,
    }
)
