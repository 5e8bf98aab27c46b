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
