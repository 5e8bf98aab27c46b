from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from foundation.process.models import Matter
from tests.toy.models import Note


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=pk)
    return render(request, "toy/detail.html", {"note": note})


def matter(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(get_object_or_404(Matter, pk=pk).record().get_absolute_url())
