from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class KeyAccountsConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "key_accounts"
    number = 6
    verbose_name = _("大客户管理")
    icon = "building"
    menu = (
        ("key_accounts:list", _("大客户档案"), "building"),
        ("key_accounts:revisits", _("大客户回访"), "message"),
        ("key_accounts:inspections", _("回访检查"), "checklist"),
        ("key_accounts:authorisations", _("直接回访授权"), "shield-check"),
        ("key_accounts:usage", _("用邮登记"), "table-options"),
        ("key_accounts:analysis", _("用邮分析"), "chart-bar"),
    )
