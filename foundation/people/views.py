"""One's own profile, language and delegations."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from foundation import clock
from foundation.articles import Refusal
from foundation.articles.declarations import regulations
from foundation.people import delegation
from foundation.people.forms import DelegationForm, ProfileForm
from foundation.people.models import Delegation, User
from foundation.people.profile import change_profile, speak
from foundation.people.roles import label, seats

SHOWN = 50


def profile(request: HttpRequest) -> HttpResponseBase:
    user = cast(User, request.user)
    # The form gets an object of its own: a refused form must not change the page's user.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        change_profile(user, **form.cleaned_data)
        messages.success(request, _("个人资料已保存。"))
        response = redirect("people:profile")
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    roles = sorted({label(seat.role) for seat in seats(user)})
    return render(request, "people/profile.html", {"form": form, "roles": roles})


@require_POST
def switch_language(request: HttpRequest) -> HttpResponseBase:
    """Django's own switch, and the person's mails follow it."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in User.Language.values:
        speak(request.user, language=language)
    return set_language(request)


def delegations(request: HttpRequest) -> HttpResponseBase:
    user = cast(User, request.user)
    form = DelegationForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            delegation.delegate(by=user, **form.cleaned_data)
        except Refusal as refusal:
            refusal.show_on(form)
        else:
            messages.success(request, _("已提出委托，代理人接受后生效。"))
            return redirect("people:delegations")
    rows = Delegation.objects.filter(Q(delegator=user) | Q(substitute=user))
    names = {one.number: one.verbose_name for one in regulations()}
    context = {
        "form": form,
        "today": clock.today(),
        "rows": [
            (row, names.get(row.regulation or 0, _("全部制度")))
            for row in rows.select_related("delegator", "substitute").order_by("-pk")[:SHOWN]
        ],
    }
    return render(request, "people/delegations.html", context, status=422 if form.errors else 200)


def _answer(request: HttpRequest, pk: int, act: Callable[..., None], done: str) -> HttpResponse:
    user = cast(User, request.user)
    mine = Delegation.objects.filter(Q(delegator=user) | Q(substitute=user))
    try:
        act(get_object_or_404(mine, pk=pk), by=user)
        messages.success(request, done)
    except Refusal as refusal:
        messages.error(request, f"{refusal.message}（{refusal.article}）")
    return redirect("people:delegations")


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, delegation.accept, _("已接受委托。"))


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, delegation.decline, _("已谢绝委托。"))


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, delegation.end, _("已收回委托。"))
