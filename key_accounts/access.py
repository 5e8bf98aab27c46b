from foundation.people.access import declare, holds_any, staff
from foundation.people.roles import GM
from key_accounts.roles import BRANCH_MANAGER, MANAGER, SUPERVISOR

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
        "key_accounts:set_team": staff,
        "key_accounts:set_objective": staff,
        "key_accounts:finish_objective": staff,
        "key_accounts:refer": staff,
        "key_accounts:revisits": staff,
        "key_accounts:revisit": staff,
        "key_accounts:log_revisit": staff,
        "key_accounts:void_revisit": staff,
        "key_accounts:accept_revisit": staff,
        "key_accounts:send_back_revisit": staff,
        "key_accounts:mend_revisit": staff,
        "key_accounts:find_false": staff,
        "key_accounts:inspections": staff,
        "key_accounts:inspection": staff,
        "key_accounts:authorisations": staff,
        "key_accounts:authorisation": staff,
        "key_accounts:ask_authorisation": staff,
        "key_accounts:authorise": staff,
        "key_accounts:refuse_authorisation": staff,
        "key_accounts:withdraw_authorisation": staff,
        "key_accounts:log_direct": staff,
        "key_accounts:account_usage": staff,
        "key_accounts:analysis": staff,
        "key_accounts:usage": holds_any(MANAGER, BRANCH_MANAGER, SUPERVISOR, GM),
        "key_accounts:usage_sheet": holds_any(MANAGER, BRANCH_MANAGER, SUPERVISOR, GM),
        "key_accounts:declare_no_mail": holds_any(BRANCH_MANAGER),
        "key_accounts:correct_usage": holds_any(MANAGER, BRANCH_MANAGER),
        "key_accounts:end_use": holds_any(MANAGER, BRANCH_MANAGER),
    }
)
