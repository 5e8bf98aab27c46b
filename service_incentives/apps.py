from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class ServiceIncentivesConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "service_incentives"
    number = 5
    verbose_name = _("服务激励")
    icon = "medal"
    menu = (
        ("service_incentives:mine", _("我的激励"), "coin"),
        ("service_incentives:list", _("发放单"), "cash"),
        ("service_incentives:lines", _("激励明细"), "list-details"),
        ("service_incentives:trips", _("出差记录"), "truck"),
        ("service_incentives:findings", _("奖惩认定"), "gavel"),
        ("service_incentives:rounds", _("季度考核"), "chart-bar"),
        ("service_incentives:sales", _("备件销售"), "tag"),
        ("service_incentives:payroll", _("工资数据"), "report"),
        ("service_incentives:registers", _("系数与人员"), "settings"),
    )
