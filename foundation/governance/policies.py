"""How long the acts of this app may take: policy values like any other."""

from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy
from foundation.process.workdays import Term

APPROVAL = Term(
    "governance.approval_days", _("政策变更审批期限"), "R0.policies", 5, GM, _("提交后的天数")
)
ALERTS = Policy(
    "governance.alerts",
    _("政策变更提醒"),
    "R0.policies",
    list,
    [{"day": -1, "to": ["holder"]}, {"day": 1, "to": ["holder", "supervisor"], "at_once": True}],
    GM,
)
HANDOVER = Term(
    "governance.handover_days", _("交接签认期限"), "R0.handover", 3, GM, _("每一步的天数")
)
HANDOVER_ALERTS = Policy(
    "governance.handover_alerts",
    _("交接提醒"),
    "R0.handover",
    list,
    [
        {"day": 0, "to": ["holder"]},
        {"day": 1, "to": ["holder", "supervisor", "admin_hr"], "at_once": True},
    ],
    GM,
)
