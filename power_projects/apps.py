from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class PowerProjectsConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "power_projects"
    number = 8
    verbose_name = _("客户用电工程")
    icon = "bolt"
    menu = (
        ("power_projects:list", _("用电工程"), "bolt"),
        ("power_projects:firms", _("设计施工单位"), "building"),
        ("power_projects:areas", _("供电区域"), "map-pin"),
    )
