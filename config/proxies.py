"""Whose address a request comes from when reverse proxies stand in front."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ProxyMiddleware:
    """Puts the client's address into REMOTE_ADDR, the only place that the product reads.

    Each trusted proxy appends the address it saw; what stands further left anybody can invent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        proxies = settings.TRUSTED_PROXIES
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
            request.META["REMOTE_ADDR"] = forwarded[-proxies]
        return self.get_response(request)


def client_address(request: HttpRequest) -> str | None:
    return request.META.get("REMOTE_ADDR")
