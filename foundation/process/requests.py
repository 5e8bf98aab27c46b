"""What an act reads of the request: the address it came from, numbers a page or form sent."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

_address: ContextVar[str | None] = ContextVar("client_address", default=None)


_LONGEST = 18  # digits of a number that any column of ours could hold


def whole_number(text: str | None) -> int:
    """A number out of a form or an address; anything else is 0."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _LONGEST else 0


def client_address() -> str | None:
    return _address.get()


class ClientAddressMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _address.set(request.META.get("REMOTE_ADDR"))
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)
