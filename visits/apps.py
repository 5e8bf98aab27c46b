from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class VisitsConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "visits"
    number = 7
    verbose_name = _("客户拜访")
    icon = "map-pin"
    menu = (
        ("visits:list", _("拜访计划"), "calendar-event"),
        ("visits:visits", _("拜访与报告"), "map-pin"),
        ("visits:requests", _("事前申请"), "coin"),
        ("visits:follow_ups", _("后续事项"), "list-check"),
        ("visits:assessment", _("拜访考核"), "trophy"),
        ("visits:statistics", _("拜访统计"), "chart-bar"),
        ("visits:postings", _("销售岗位"), "users"),
    )
