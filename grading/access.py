from django.utils.translation import gettext_lazy as _

from foundation.customers.links import CustomerLink
from foundation.people.access import declare, holds_any, staff
from foundation.people.roles import FINANCE, GM
from grading.roles import SALES, SALES_MANAGER
from grading.scope import knows

SALES_DESK = holds_any(SALES, SALES_MANAGER)
BOOKS = holds_any(FINANCE)

CustomerLink(_("等级说明"), "star", "grading:customer", who=knows)

# Of which customers a person sees what is known, the rows themselves decide.
declare(
    {
        "grading:list": staff,
        "grading:grade": staff,
        "grading:grade_pdf": staff,
        "grading:customer": staff,
        "grading:runs": staff,
        "grading:start": holds_any(SALES_MANAGER, GM),
        "grading:run": staff,
        "grading:movements": staff,
        "grading:high_value": staff,
        "grading:at_risk": staff,
        "grading:campaigns": staff,
        "grading:plan_campaign": SALES_DESK,
        "grading:campaign": staff,
        "grading:change_campaign": SALES_DESK,
        "grading:touchpoints": staff,
        "grading:record_touchpoint": staff,
        "grading:touchpoint": staff,
        "grading:change_touchpoint": staff,
        "grading:void_touchpoint": staff,
        "grading:what_if": holds_any(SALES_MANAGER, GM),
        "grading:propose_override": staff,
        "grading:overrides": staff,
        "grading:override": staff,
        "grading:approve_override": staff,
        "grading:refuse_override": staff,
        "grading:end_override": staff,
        "grading:orders": staff,
        "grading:enter_line": SALES_DESK,
        "grading:order": staff,
        "grading:change_line": SALES_DESK,
        "grading:cancel_order": SALES_DESK,
        "grading:products": staff,
        "grading:add_product": SALES_DESK,
        "grading:change_product": SALES_DESK,
        "grading:receivables": staff,
        "grading:enter_receivable": BOOKS,
        "grading:receivable": staff,
        "grading:change_receivable": BOOKS,
        "grading:void_receivable": BOOKS,
        "grading:record_payment": BOOKS,
        "grading:propose_excuse": staff,
        "grading:void_payment": BOOKS,
        "grading:excuses": staff,
        "grading:excuse": staff,
        "grading:approve_excuse": staff,
        "grading:refuse_excuse": staff,
        "grading:assessments": staff,
        "grading:assess": staff,
        "grading:assessment": staff,
    }
)
