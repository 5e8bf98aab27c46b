from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

WINDOW_CLERK = Role("power_window_clerk", _("营销窗口受理员"))
CONNECTION_OFFICER = Role("power_connection_officer", _("报装专责（项目经理）"))
SUPPLY_STATION = Role("power_supply_station", _("供电所（营业站）"))
BRANCH_MARKETING = Role("power_branch_marketing", _("分公司营销部"))
MARKETING_HEAD = Role("power_marketing_head", _("营销部负责人"))
CITY_COMPANY = Role("power_city_company", _("市公司"))
INSPECTOR = Role("power_inspector", _("用电检查人员"))
PRODUCTION = Role("power_production", _("生产管理部门"))
ALL = (
    WINDOW_CLERK, CONNECTION_OFFICER, SUPPLY_STATION, BRANCH_MARKETING, MARKETING_HEAD,
    CITY_COMPANY, INSPECTOR, PRODUCTION,
)  # fmt: skip
