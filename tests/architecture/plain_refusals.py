"""The product's addresses; what does not exist is answered without a page around it."""

from typing import Any

from django.http import HttpRequest, HttpResponseNotFound

from config.urls import urlpatterns

__all__ = ["handler404", "urlpatterns"]


def handler404(request: HttpRequest, exception: Any) -> HttpResponseNotFound:
    return HttpResponseNotFound()
