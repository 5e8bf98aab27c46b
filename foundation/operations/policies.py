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
