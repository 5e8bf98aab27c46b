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
        ("key_accounts:proposals", _("服务建议"), "message-plus"),
        ("key_accounts:exchanges", _("单位间交流"), "arrows-exchange"),
        ("key_accounts:trainings", _("大客户业务培训"), "users-group"),
        ("key_accounts:programmes", _("管理方式和项目"), "flag"),
        ("key_accounts:analysis", _("用邮分析"), "chart-bar"),
    )
