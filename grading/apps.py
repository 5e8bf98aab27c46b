from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class GradingConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "grading"
    number = 3
    verbose_name = _("客户分级")
    icon = "star"
    menu = (
        ("grading:orders", _("客户订单"), "list-details"),
        ("grading:receivables", _("应收与付款"), "cash"),
        ("grading:excuses", _("拖延说明"), "clock-exclamation"),
        ("grading:assessments", _("前景评估"), "clipboard-check"),
        ("grading:products", _("产品"), "tag"),
    )
