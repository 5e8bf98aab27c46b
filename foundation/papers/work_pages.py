"""The pages of background work; a work is its owner's alone."""

from __future__ import annotations

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from foundation.papers import work as background
from foundation.papers.models import Work
from foundation.papers.views import person

SHOWN = 50


@require_GET
@never_cache
def works(request: HttpRequest) -> HttpResponse:
    rows = background.works_of(person(request))[:SHOWN]
    shown = [(row, background.label_of(row)) for row in rows]
    return render(request, "papers/works.html", {"works": shown})


@require_GET
@never_cache
def work(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole page; to htmx, which asks every second, the state alone."""
    own = _own(request, pk)
    template = "papers/work_state.html" if getattr(request, "htmx", False) else "papers/work.html"
    context = {
        "work": own,
        "label": background.label_of(own),
        "about": background.page_of(own),
    }
    return render(request, template, context)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    own = _own(request, pk)
    background.cancel(own, by=person(request))
    return redirect(own)


@require_GET
@never_cache
def result(request: HttpRequest, pk: int) -> HttpResponseBase:
    own = _own(request, pk)
    if not own.result_name or not own.result.exists():
        raise Http404
    response = FileResponse(
        own.result.open("rb"),
        as_attachment=True,
        filename=own.result_name,
        content_type=own.result_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _own(request: HttpRequest, pk: int) -> Work:
    own = get_object_or_404(background.works_of(person(request)), pk=pk)
    if background.kind_of(own) is None:
        raise Http404
    return own
