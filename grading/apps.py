from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class GradingConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "grading"
    number = 3
    verbose_name = _("客户分级")
    icon = "star"
    menu = (
        ("grading:list", _("客户排名"), "trophy"),
        ("grading:high_value", _("高价值客户"), "crown"),
        ("grading:at_risk", _("有风险的客户"), "alert-triangle"),
        ("grading:runs", _("分级记录"), "report-analytics"),
        ("grading:movements", _("等级变动"), "arrows-exchange"),
        ("grading:what_if", _("试算"), "scale"),
        ("grading:overrides", _("等级调整"), "adjustments"),
        ("grading:campaigns", _("营销活动"), "flag"),
        ("grading:touchpoints", _("客户接触"), "phone"),
        ("grading:orders", _("客户订单"), "list-details"),
        ("grading:receivables", _("应收与付款"), "cash"),
        ("grading:excuses", _("拖延说明"), "clock-exclamation"),
        ("grading:assessments", _("前景评估"), "clipboard-check"),
        ("grading:products", _("产品"), "tag"),
    )
