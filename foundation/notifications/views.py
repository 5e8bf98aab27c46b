from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from foundation.notifications import reading
from foundation.notifications.forms import PreferenceForm
from foundation.notifications.models import Notice
from foundation.notifications.preferences import choose, preference_of
from foundation.people.models import User

A_PAGE = 30


class StaffRequest(HttpRequest):
    user: User


@require_safe
def notice_list(request: StaffRequest) -> HttpResponse:
    page = Paginator(reading.notices_of(request.user), A_PAGE).get_page(request.GET.get("page"))
    lines = [(notice, reading.subject_for_page(notice)) for notice in page]
    unread = reading.unread_count(request.user)
    return render(
        request, "notifications/list.html", {"page": page, "lines": lines, "unread": unread}
    )


@require_safe
def open_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Marks one's own notice read and goes to what it is about."""
    notice = get_object_or_404(Notice, pk=pk, recipient=request.user)
    reading.mark_read(notice)
    if url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None):
        return redirect(notice.url)
    return redirect("notifications:list")


@require_POST
def read_one(request: StaffRequest, pk: int) -> HttpResponse:
    reading.mark_read(get_object_or_404(Notice, pk=pk, recipient=request.user))
    return redirect("notifications:list")


@require_POST
def read_all(request: StaffRequest) -> HttpResponse:
    reading.mark_all_read(request.user)
    messages.success(request, _("全部提醒已标为已读。"))
    return redirect("notifications:list")


def preferences(request: StaffRequest) -> HttpResponse:
    wishes = preference_of(request.user)
    form = PreferenceForm(request.POST or None, instance=wishes)
    if request.method == "POST" and form.is_valid():
        choose(request.user, **{"muted_regulations": wishes.muted_regulations, **form.cleaned_data})
        messages.success(request, _("通知设置已保存。"))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})
