"""The pages for customers, without login: complain, see how it goes, say whether it satisfies."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from complaints import actions, policies
from complaints.models import Complaint, Satisfaction, State
from complaints.public_forms import ProgressForm, PublicForm, RatingForm
from foundation import clock
from foundation.articles import Refusal
from foundation.desk.public_pages import too_often
from foundation.notifications.outbox import write_letter
from foundation.people.models import User
from foundation.process.models import Submission
from foundation.process.submissions import key_of
from foundation.process.throttle import is_too_often

KEPT = "public_complaint"

# What a customer is told; the inner steps are the company's own.
IN_WORDS: dict[str, Any] = {
    State.REGISTERED: _("已收到，正在核实。"),
    State.AWAITING_RULING: _("已收到，正在核实。"),
    State.AWAITING_REPLY: _("已有处理意见，客服会尽快答复您。"),
    State.DECLINED: _("已核实，客服会尽快答复您。"),
    State.CLOSED: _("已答复您并结案。"),
    State.CLOSED_DECLINED: _("已答复您并结案。"),
    State.WITHDRAWN: _("已按您的意思撤回。"),
    State.MERGED: _("已与您的另一件投诉一并办理。"),
    State.VOID: _("这条登记已作废，如有疑问请联系客服。"),
}
UNDER_WAY = _("已受理，正在调查处理。")


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    form = PublicForm(request.POST or None)
    if request.method == "POST":
        by = User.objects.public()
        kept = request.session.get(KEPT)
        if kept and Submission.objects.filter(person=by, key=key_of(request), answer=kept).exists():
            return redirect("complaints:public_sent")
        if is_too_often("complaints:new", most=policies.PUBLIC_LIMITS.value()["complaints"]):
            return too_often(request)
        if form.is_valid():
            try:
                with transaction.atomic():
                    complaint = actions.register(form.complaint(by=by), by=by, key=key_of(request))
                    _confirm(complaint)
            except Refusal as refusal:
                form.add_error(None, refusal.message)
            else:
                request.session[KEPT] = complaint.pk
                return redirect("complaints:public_sent")
    status = 422 if form.errors else 200
    shown = {"form": form, "answered_by": policies.CLOSING.after(clock.today())}
    return render(request, "complaints/public/new.html", shown, status=status)


@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """Number and code, for the browser that sent the complaint."""
    found = Complaint.objects.select_related("matter").filter(pk=request.session.get(KEPT))
    complaint = found.first()
    if complaint is None:
        return redirect("complaints:public_new")
    return render(request, "complaints/public/sent.html", {"complaint": complaint})


@never_cache
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest) -> HttpResponse:  # noqa: PLR0911 (one answer for each case)
    form = ProgressForm(request.POST or None)
    if request.method != "POST":
        return _progress(request, form)
    if is_too_often("complaints:progress", most=policies.PUBLIC_LIMITS.value()["lookups"]):
        return too_often(request)
    if not form.is_valid():
        return _progress(request, form, status=422)
    if "score" not in request.POST:
        return _progress(request, form, complaint=form.found)
    rating = RatingForm(request.POST)
    if not rating.is_valid():
        return _progress(request, form, complaint=form.found, rating=rating, status=422)
    try:
        actions.rate(
            form.found, by=User.objects.public(), key=key_of(request), **rating.cleaned_data
        )
    except Refusal as refusal:
        rating.add_error(None, refusal.message)
        return _progress(request, form, complaint=form.found, rating=rating, status=422)
    return _progress(request, form, complaint=form.found)


def _progress(
    request: HttpRequest,
    form: ProgressForm,
    *,
    complaint: Complaint | None = None,
    rating: RatingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "complaint": complaint}
    if complaint:
        rated = Satisfaction.objects.filter(complaint=complaint, round=complaint.round).exists()
        may_rate = complaint.state in (State.CLOSED, State.CLOSED_DECLINED) and not rated
        context |= {
            "words": IN_WORDS.get(complaint.state, UNDER_WAY),
            "rated": rated,
            "rating": (rating or RatingForm()) if may_rate else None,
            "code": complaint.tracking_code,
            "phone": form.cleaned_data["phone"],
        }
    return render(request, "complaints/public/progress.html", context, status=status)


def _confirm(complaint: Complaint) -> None:
    if complaint.contact_email:
        write_letter(
            complaint.contact_email,
            template="complaints/received",
            context={"number": complaint.number, "code": complaint.tracking_code},
            language=get_language() or "zh-hans",
            dedupe=f"complaint-received:{complaint.pk}",
        )
