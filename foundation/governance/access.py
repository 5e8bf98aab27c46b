from foundation.people.access import declare, staff

declare(
    {
        "governance:policies": staff,
        "governance:policy": staff,
        "governance:propose": staff,
        "governance:policy_change": staff,
        "governance:revise": staff,
        "governance:submit": staff,
        "governance:approve": staff,
        "governance:send_back": staff,
        "governance:withdraw": staff,
    }
)
