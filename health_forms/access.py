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
        "health_forms:designs": holds_any(*COLLECTORS, MANAGER, KEEPER, GM),
        "health_forms:design": holds_any(*COLLECTORS, MANAGER, KEEPER, GM),
        "health_forms:publish": holds_any(KEEPER),
    }
)
