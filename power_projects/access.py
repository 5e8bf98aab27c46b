from foundation.people.access import declare, everyone, holds_any, staff
from foundation.people.roles import GM
from power_projects.roles import ALL, BRANCH_MARKETING, MARKETING_HEAD, WINDOW_CLERK
from power_projects.site import SITE_ACTS

WORKING = holds_any(*ALL, GM)
KEEPING = holds_any(BRANCH_MARKETING, MARKETING_HEAD)
# Which projects a person sees, and what they may do there, the projects themselves decide.
declare(
    {
        "power_projects:list": staff,
        "power_projects:apply": holds_any(WINDOW_CLERK),
        "power_projects:project": staff,
        "power_projects:survey": staff,
        "power_projects:propose_plan": staff,
        "power_projects:answer_plan": staff,
        "power_projects:return_plan": staff,
        "power_projects:reopen_plan": staff,
        "power_projects:show_firms": staff,
        "power_projects:choose_firms": staff,
        "power_projects:entrust": staff,
        "power_projects:enter_paper": staff,
        "power_projects:ask_for_paper": staff,
        "power_projects:submit_design": staff,
        "power_projects:review_design": staff,
        "power_projects:withdraw": staff,
        **{
            f"power_projects:{name}": staff
            for name in (
                "works",
                "start_works",
                "ask_inspection",
                "inspect",
                "report_completion",
                "accept",
                "energise",
                "check_supply",
                "close",
                *SITE_ACTS,
            )
        },
        "power_projects:links": staff,
        "power_projects:outside": everyone,
        "power_projects:outside_notice": everyone,
        "power_projects:progress": everyone,
        "power_projects:firms": WORKING,
        "power_projects:register_firm": KEEPING,
        "power_projects:firm": staff,
        "power_projects:enter_certificate": staff,
        "power_projects:remove_firm": staff,
        "power_projects:areas": WORKING,
        "power_projects:set_area": KEEPING,
    }
)
