from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class ComplaintsConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "complaints"
    number = 2
    verbose_name = _("客户投诉处理")
    icon = "message-report"
    menu = (
        ("complaints:list", _("投诉"), "message-report"),
        ("complaints:register", _("登记投诉"), "plus"),
        ("complaints:prevention", _("防范措施"), "shield-check"),
    )
