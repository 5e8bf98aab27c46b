from foundation.people.access import declare, holds_any, staff
from foundation.people.roles import FINANCE
from grading.roles import SALES, SALES_MANAGER

SALES_DESK = holds_any(SALES, SALES_MANAGER)
BOOKS = holds_any(FINANCE)

# Of which customers a person sees what is known, the rows themselves decide.
declare(
    {
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
