import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.operations.second_factor import is_required_of


class ClosedAdapter(DefaultAccountAdapter):
    """Accounts come from the personnel register, never from a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> Any:
        return username.strip()

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who has just logged in need not say again who they are: the package forgets that."""
        logins = get_authentication_records(context.request, context.request.user)
        return not any(time.time() - login["at"] < REAUTHENTICATION_TIMEOUT for login in logins)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("您的角色须以两步验证登录，不能停用（R0.sign_in）。"),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not is_required_of(authenticator.user)
