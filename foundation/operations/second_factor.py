"""Roles that log in with a second factor: until it is set up, no other page opens to them."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from foundation.operations.policies import SECOND_FACTOR_ROLES
from foundation.people import access
from foundation.people.middleware import SELF_GUARDED
from foundation.people.models import User
from foundation.people.roles import seats

ALWAYS_OPEN = (*SELF_GUARDED, "people:language")


def of_person() -> Exists:
    """Comes with the person of a page, see ``people.sign_in.brought``."""
    return Exists(_set_up(OuterRef("pk")))


def _set_up(person: Any) -> Any:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP)


def is_required_of(user: User) -> bool:
    return bool({seat.role for seat in seats(user)} & set(SECOND_FACTOR_ROLES.value()))


def is_lacking(user: User) -> bool:
    if not is_required_of(user):
        return False
    known: bool | None = getattr(user, "has_second_factor", None)
    return not (_set_up(user.pk).exists() if known is None else known)


class SecondFactorMiddleware:
    """allauth asks for the code at every login; here the one who has none yet is sent to get it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(ALWAYS_OPEN) or access.rule_for(name) is access.everyone:
            return None
        if not isinstance(request.user, User) or not is_lacking(request.user):
            return None
        target = reverse("mfa_activate_totp") + "?required"
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(target)
        return redirect(target)
