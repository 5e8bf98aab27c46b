from complaints.roles import (
    CUSTOMER_SERVICE,
    CUSTOMER_SERVICE_SUPERVISOR,
    STORE_CLERK,
    STORE_SUPERVISOR,
)
from foundation.people.access import declare, everyone, holds_any, staff
from foundation.people.roles import ADMIN_HR

REGISTRARS = holds_any(
    STORE_CLERK, STORE_SUPERVISOR, CUSTOMER_SERVICE, CUSTOMER_SERVICE_SUPERVISOR, ADMIN_HR
)

# Which complaints a person sees, and what they may do there, the record itself decides.
declare(
    {
        "complaints:list": staff,
        "complaints:register": REGISTRARS,
        "complaints:similar": staff,
        "complaints:detail": staff,
        "complaints:check_grounds": staff,
        "complaints:rule_on": staff,
        "complaints:name_department": staff,
        "complaints:report": staff,
        "complaints:submit_report": staff,
        "complaints:review_report": staff,
        "complaints:give_opinion": staff,
        "complaints:decide": staff,
        "complaints:disposal": staff,
        "complaints:submit_disposal": staff,
        "complaints:approve_disposal": staff,
        "complaints:reply": staff,
        "complaints:send_back": staff,
        "complaints:withdraw": staff,
        "complaints:merge": staff,
        "complaints:void": staff,
        "complaints:reopen": staff,
        "complaints:take_case": staff,
        "complaints:plan_prevention": staff,
        "complaints:finish_prevention": staff,
        "complaints:check_effect": staff,
        "complaints:wait": staff,
        "complaints:end_wait": staff,
        "complaints:prevention": staff,
        "complaints:public_new": everyone,
        "complaints:public_sent": everyone,
        "complaints:public_progress": everyone,
    }
)
