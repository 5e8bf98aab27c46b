from django.db import models
from django.utils.translation import gettext_lazy as _


class Position(models.TextChoices):
    """销售岗位, whose holders plan their visits (R7.2.3)."""

    REPRESENTATIVE = "representative", _("销售代表")
    ACCOUNT_MANAGER = "account_manager", _("客户经理")
    SUPERVISOR = "supervisor", _("销售主管")
    NONE = "none", _("不再从事销售")
