from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """考核项目, each a share of what was due (R7.3.4.3)."""

    QUOTA = "quota", _("拜访次数")
    LINES = "lines", _("计划完成")
    REPORTS = "reports", _("报告按时")
    FOLLOW_UPS = "follow_ups", _("后续按时")
