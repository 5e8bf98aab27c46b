from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class ArchivesConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "archives"
    number = 1
    verbose_name = _("档案管理")
    icon = "archive"
    menu = (
        ("archives:list", _("档案目录"), "archive"),
        ("archives:register", _("登记文件"), "plus"),
        ("archives:transfers", _("交接签收"), "transfer-in"),
        ("archives:clearances", _("差旅归档签认"), "briefcase"),
        ("archives:archivists", _("档案员名单"), "id-badge-2"),
        ("archives:volumes", _("案卷"), "folders"),
        ("archives:places", _("库位"), "building"),
        ("archives:stock_takes", _("盘点"), "barcode"),
        ("archives:loans", _("档案借阅登记簿"), "book"),
        ("archives:links", _("电子阅览"), "link"),
        ("archives:appraisals", _("鉴定与销毁"), "trash"),
        ("archives:incidents", _("档案事故"), "alert-triangle"),
        ("archives:statistics", _("年度统计"), "chart-bar"),
        ("archives:schemes", _("案卷类目"), "list-details"),
    )
