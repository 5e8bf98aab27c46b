"""How long the product keeps what only it needs."""

from django.utils.translation import gettext_lazy as _

from foundation.people.roles import SYSTEM_ADMIN
from foundation.policies.declarations import Policy

READ_NOTICE_DAYS = Policy(
    "operations.read_notice_days", _("已读提醒的保存天数"), "R0.keeping", int, 180, SYSTEM_ADMIN,
    _("已读后的日历天数"),
)  # fmt: skip
SENT_MAIL_DAYS = Policy(
    "operations.sent_mail_days", _("已发邮件的保存天数"), "R0.keeping", int, 365, SYSTEM_ADMIN,
    _("发出后的日历天数"),
)  # fmt: skip
