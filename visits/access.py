from foundation.people.access import declare, everyone, holds_any, staff
from visits.roles import SALES_HEAD

# Whose plans a person sees, and what they may do there, the plans themselves decide.
declare(
    {
        "visits:list": staff,
        "visits:open": staff,
        "visits:plan": staff,
        "visits:fill_plan": staff,
        "visits:add_line": staff,
        "visits:change_line": staff,
        "visits:remove_line": staff,
        "visits:decide_change": staff,
        "visits:calendar": staff,
        "visits:reschedule": staff,
        "visits:feed": staff,
        "visits:revoke_feed": staff,
        "visits:ical": everyone,  # the address is the secret
        "visits:submit": staff,
        "visits:approve": staff,
        "visits:send_back": staff,
        "visits:close": staff,
        "visits:void": staff,
        "visits:visits": staff,
        "visits:record": staff,
        "visits:visit": staff,
        "visits:submit_report": staff,
        "visits:review_report": staff,
        "visits:return_report": staff,
        "visits:void_visit": staff,
        "visits:promise": staff,
        "visits:finish_follow_up": staff,
        "visits:follow_ups": staff,
        "visits:requests": staff,
        "visits:ask": staff,
        "visits:request": staff,
        "visits:agree_to": staff,
        "visits:approve_request": staff,
        "visits:refuse_request": staff,
        "visits:withdraw_request": staff,
        "visits:reimburse": staff,
        "visits:disallow": staff,
        "visits:assessment": staff,
        "visits:statistics": staff,
        "visits:postings": staff,
        "visits:set_posting": holds_any(SALES_HEAD),
    }
)
