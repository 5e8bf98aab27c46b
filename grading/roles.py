from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

SALES = Role("sales_assistant", _("销售内勤"))
SALES_MANAGER = Role("sales_manager", _("销售经理"))
