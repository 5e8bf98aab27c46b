"""How long a login lasts: idle time-out and longest life.

Measured with the machine's clock: this is about safety, not about the company's days.
"""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseBase

RENEW_SECONDS = 60


@receiver(user_logged_in, dispatch_uid="begin_session")
def begin(sender: Any, request: HttpRequest | None, **kwargs: Any) -> None:
    if request is not None:
        request.session["begun"] = request.session["seen"] = int(time.time())


class SessionLimitMiddleware:
    """Renews a session in use, at most once a minute: a write with every page would be waste."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: HttpRequest) -> None:
        begun, seen = request.session.get("begun"), request.session.get("seen")
        if begun is None or seen is None:  # nobody has logged in with it
            return
        now = int(time.time())
        if (
            now - seen > settings.SESSION_COOKIE_AGE
            or now - begun > settings.SESSION_LONGEST_SECONDS
        ):
            request.session.flush()
        elif now - seen > RENEW_SECONDS:
            request.session["seen"] = now
