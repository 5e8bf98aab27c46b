from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

STATISTICIAN = Role("service_statistician", _("服务部统计员"))
SERVICE_HEAD = Role("service_head", _("服务部负责人"))
SPECIALIST = Role("spare_parts_specialist", _("备件客服专员"))
SUBSIDIARY_OFFICE = Role("subsidiary_office", _("泰达综合部"))
SUBSIDIARY_GM = Role("subsidiary_gm", _("泰达总经理"))
MARKETING_CENTRE = Role("marketing_centre", _("营销中心"))
CHAIR = Role("chair", _("董事长"))
