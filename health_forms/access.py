from foundation.people.access import declare, holds_any, staff
from foundation.people.roles import GM
from health_forms.roles import COLLECTORS, KEEPER, MANAGER

# Whose forms a person sees, and who reads what they say, the forms themselves decide.
declare(
    {
        "health_forms:list": staff,
        "health_forms:consent": holds_any(*COLLECTORS),
        "health_forms:take": holds_any(*COLLECTORS),
        "health_forms:survey": staff,
        "health_forms:answers": staff,
        "health_forms:hand_in": staff,
        "health_forms:seal": staff,
        "health_forms:withdraw": staff,
        "health_forms:change_proposal": staff,
        "health_forms:reallocate": staff,
        "health_forms:write_note": staff,
        "health_forms:ask_to_open": staff,
        "health_forms:allocation": holds_any(MANAGER),
        "health_forms:propose": holds_any(MANAGER),
        "health_forms:allocate": holds_any(MANAGER),
        "health_forms:notebook": holds_any(*COLLECTORS),
        "health_forms:territories": holds_any(*COLLECTORS, MANAGER, KEEPER, GM),
        "health_forms:set_territory": holds_any(MANAGER),
        "health_forms:openings": staff,
        "health_forms:opening": staff,
        "health_forms:approve_opening": staff,
        "health_forms:refuse_opening": staff,
        "health_forms:end_opening": staff,
        "health_forms:designs": holds_any(*COLLECTORS, MANAGER, KEEPER, GM),
        "health_forms:design": holds_any(*COLLECTORS, MANAGER, KEEPER, GM),
        "health_forms:publish": holds_any(KEEPER),
    }
)
