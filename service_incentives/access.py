from foundation.people.access import declare, holds_any, staff
from foundation.people.roles import ADMIN_HR
from service_incentives.roles import SERVICE_HEAD, STATISTICIAN
from service_incentives.scope import CHAIN

KEEPERS = holds_any(STATISTICIAN, SERVICE_HEAD)
CONTROL = holds_any(*CHAIN)

# Whose pay, trips and findings a person sees, the rows themselves decide.
declare(
    {
        "service_incentives:mine": staff,
        "service_incentives:list": staff,
        "service_incentives:start": holds_any(STATISTICIAN, ADMIN_HR),
        "service_incentives:run": staff,
        "service_incentives:calculate_again": staff,
        "service_incentives:confirm": staff,
        "service_incentives:check_finance": staff,
        "service_incentives:check_hr": staff,
        "service_incentives:approve": staff,
        "service_incentives:pay": staff,
        "service_incentives:lock": staff,
        "service_incentives:send_back": staff,
        "service_incentives:void_run": staff,
        "service_incentives:lines": staff,
        "service_incentives:line": staff,
        "service_incentives:object_to": staff,
        "service_incentives:answer": KEEPERS,
        "service_incentives:statement": staff,
        "service_incentives:statement_pdf": staff,
        "service_incentives:trips": staff,
        "service_incentives:enter_trip": KEEPERS,
        "service_incentives:trip": staff,
        "service_incentives:change_trip": KEEPERS,
        "service_incentives:void_trip": KEEPERS,
        "service_incentives:decide_paper": holds_any(SERVICE_HEAD),
        "service_incentives:findings": staff,
        "service_incentives:propose": staff,
        "service_incentives:finding": staff,
        "service_incentives:decide": staff,
        "service_incentives:refuse": staff,
        "service_incentives:void_finding": staff,
        "service_incentives:registers": CONTROL,
        "service_incentives:add_kind": KEEPERS,
        "service_incentives:propose_coefficient": KEEPERS,
        "service_incentives:approve_coefficient": holds_any(SERVICE_HEAD, ADMIN_HR),
        "service_incentives:positions": CONTROL,
        "service_incentives:set_position": holds_any(STATISTICIAN, SERVICE_HEAD, ADMIN_HR),
        "service_incentives:projects": CONTROL,
        "service_incentives:add_project": KEEPERS,
    }
)
