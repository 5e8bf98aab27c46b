from foundation.people.access import declare, holds_any, staff
from key_accounts.roles import BRANCH_MANAGER, MANAGER

# Whose files a person sees, and what they may do there, the files themselves decide.
declare(
    {
        "key_accounts:list": staff,
        "key_accounts:register": holds_any(MANAGER, BRANCH_MANAGER),
        "key_accounts:detail": staff,
        "key_accounts:amend": staff,
        "key_accounts:submit": staff,
        "key_accounts:confirm": staff,
        "key_accounts:send_back": staff,
        "key_accounts:begin_review": staff,
        "key_accounts:close": staff,
    }
)
