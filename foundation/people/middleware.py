from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import translation

from foundation.people import access

# allauth's pages guard themselves: login, second factor, password.
SELF_GUARDED = ("account_", "mfa_", "admin:login", "admin:logout", "admin:jsi18n")


class AccessMiddleware:
    """Asks the access table before any view runs; what is not declared is closed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith(SELF_GUARDED):
            return None
        if access.rule_for(name) is access.everyone:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not access.may_open(request.user, name):
            raise Http404
        return None


class LanguageMiddleware:
    """A person's pages are in the person's language, unless they switched in this session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        from django.conf import settings

        switched = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        if request.user.is_authenticated and not switched:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
