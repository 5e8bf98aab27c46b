"""Drafts that the browser keeps, encrypted, of half-filled forms: the server only says when they go."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponseBase

HOURS = 72
# Read and removed by static/js/drafts.js on the next page.
COOKIE = "draft_done"
ALL = "*"


class DraftMiddleware:
    """Names the draft whose form was accepted, or all of them when the person signs out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # A form that is not accepted is shown again, and never redirects.
        if request.method == "POST" and response.status_code in (302, 303):
            done = _done(request)
            if done:
                name = quote(done, safe="")  # a cookie with a slash would be quoted
                response.set_cookie(COOKIE, name, samesite="Lax", secure=request.is_secure())
        return response


def _done(request: HttpRequest) -> str:
    if request.resolver_match and request.resolver_match.view_name == "account_logout":
        return ALL
    # An ended session redirects too, to the login page: then the draft is wanted.
    return request.POST.get("draft", "")[:500] if request.user.is_authenticated else ""
