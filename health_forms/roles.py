from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

REPRESENTATIVE = Role("satisfaction_representative", _("满意代表"))
SUPERVISOR = Role("health_supervisor", _("销售主管（健康调查）"))
MANAGER = Role("health_sales_manager", _("销售经理（健康调查）"))
DOCTOR = Role("service_doctor", _("顾服主管医生"))
KEEPER = Role("customer_service_manager", _("客户服务部经理"))
COLLECTORS = (REPRESENTATIVE, SUPERVISOR)
PARTICIPANTS = (DOCTOR, MANAGER, SUPERVISOR)  # of service meetings
