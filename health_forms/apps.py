from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class HealthFormsConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "health_forms"
    number = 4
    verbose_name = _("健康调查与回访")
    icon = "stethoscope"
    menu = (
        ("health_forms:list", _("健康调查表"), "clipboard-list"),
        ("health_forms:notebook", _("我的名单"), "book"),
        ("health_forms:files", _("顾客档案表"), "folder"),
        ("health_forms:revisits", _("我的回访"), "phone"),
        ("health_forms:board", _("回访督察"), "clipboard-check"),
        ("health_forms:allocation", _("分配"), "user-share"),
        ("health_forms:openings", _("查阅申请"), "lock-open"),
        ("health_forms:requests", _("本人请求"), "user-check"),
        ("health_forms:meetings", _("顾客服务会议"), "users-group"),
        ("health_forms:penalties", _("档案处罚"), "gavel"),
        ("health_forms:territories", _("负责区县"), "map-pin"),
        ("health_forms:blanks", _("空白表"), "file-text"),
        ("health_forms:designs", _("表格版本"), "adjustments"),
    )
