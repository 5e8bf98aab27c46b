from foundation.people.access import declare, holds_any, staff
from foundation.people.roles import ADMIN_HR, GM

managers = holds_any(GM, ADMIN_HR)

declare(
    {
        "desk:home": staff,
        "desk:inbox": staff,
        "desk:done": staff,
        "desk:started": staff,
        "desk:copied": staff,
        "desk:batch": staff,
        "desk:dashboard": managers,
        "desk:behind": managers,
        "desk:search": staff,
        "desk:matter": staff,
        "desk:hand_on": staff,
        "desk:ask": staff,
        "desk:answer": staff,
        "desk:urge": staff,
        "desk:take_back": staff,
        "desk:copy": staff,
        "articles:index": staff,
        "articles:article": staff,
    }
)
