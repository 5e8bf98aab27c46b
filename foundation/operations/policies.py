"""Values of the running of the product, decided like any other policy."""

from django.utils.translation import gettext_lazy as _

from foundation.people import roles
from foundation.policies.declarations import Policy


def _labels() -> dict[str, str]:
    return {code: str(role) for code, role in roles.roles().items()}


SECOND_FACTOR_ROLES = Policy(
    "operations.second_factor_roles",
    _("须两步验证登录的角色"),
    "R0.sign_in",
    list,
    [roles.GM.code, roles.ADMIN_HR.code, roles.FINANCE.code],
    roles.GM,
    choices=_labels,
)
READ_NOTICE_DAYS = Policy(
    "operations.read_notice_days", _("已读提醒的保存天数"), "R0.keeping", int, 180,
    roles.SYSTEM_ADMIN, _("已读后的日历天数"),
)  # fmt: skip
SENT_MAIL_DAYS = Policy(
    "operations.sent_mail_days", _("已发邮件的保存天数"), "R0.keeping", int, 365,
    roles.SYSTEM_ADMIN, _("发出后的日历天数"),
)  # fmt: skip
BACKUP_HOUR = Policy(
    "operations.backup_hour", _("每日备份时间"), "R0.backup", int, 2, roles.SYSTEM_ADMIN, _("点")
)
BACKUP_LATE_HOURS = Policy(
    "operations.backup_late_hours", _("多久没有成功的备份算逾期"), "R0.backup", int, 48,
    roles.SYSTEM_ADMIN, _("小时"),
)  # fmt: skip
BACKUPS_KEPT = Policy(
    "operations.backups_kept", _("保留最近的备份份数"), "R0.backup", int, 14, roles.SYSTEM_ADMIN
)
BACKUP_ALERTS = Policy(
    "operations.backup_alerts", _("备份逾期提醒"), "R0.backup", list,
    [{"day": 1, "to": ["holder"], "at_once": True, "every": 1}], roles.SYSTEM_ADMIN,
)  # fmt: skip
