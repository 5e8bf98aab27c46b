from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM, RECORD_KEEPER, Role

MANAGER = Role("key_account_manager", _("大客户经理"))
BRANCH_MANAGER = Role("branch_account_manager", _("分公司大客户经理"))
SUPERVISOR = Role("business_supervisor", _("业务主管"))
SEE_ALL = (MANAGER, SUPERVISOR, GM, RECORD_KEEPER)
