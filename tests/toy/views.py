from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from foundation.papers.attachments import may_attach
from foundation.process.models import Matter
from tests.toy.models import Note


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=pk)
    may = may_attach(note.matter, request.user)
    context = {"note": note, "may_attach": may, "may_download": True}
    return render(request, "toy/detail.html", context)


def matter(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect(get_object_or_404(Matter, pk=pk).record().get_absolute_url())
