from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

STORE_CLERK = Role("store_clerk", _("门店店员"))
STORE_SUPERVISOR = Role("store_supervisor", _("门店上级主管"))
CUSTOMER_SERVICE = Role("customer_service", _("营运部客服"))
CUSTOMER_SERVICE_SUPERVISOR = Role("customer_service_supervisor", _("营运部客服主管"))
