"""Attaching, fetching, voiding and printing. What one may not see answers 404."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from foundation.articles import Refusal
from foundation.papers import attachments, vault
from foundation.papers.bulk_print import print_many as enqueue_prints
from foundation.papers.forms import AttachForm, VoidForm
from foundation.papers.missing import PrinterMissing
from foundation.papers.models import Attachment
from foundation.papers.printing import Printout, print_one, printout, record_to_print
from foundation.people.models import User
from foundation.process.models import Matter
from foundation.process.records import Record
from foundation.process.submissions import key_of

log = logging.getLogger(__name__)

MOST_MATTERS = 5_000


def person(request: HttpRequest) -> User:
    """The person logged in; the access table lets nobody else come here."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, matter_id: int) -> HttpResponse:
    matter = get_object_or_404(Matter, pk=matter_id)
    user = person(request)
    record = matter.record_seen_by(user)
    if record is None or not attachments.may_add_to(record, user):
        raise Http404
    form = AttachForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, purpose = form.cleaned_data["file"], form.cleaned_data["purpose"]
        try:
            kept = attachments.attach(
                matter, by=user, file=file, purpose=purpose, key=key_of(request)
            )
        except Refusal as refusal:
            refusal.show_on(form)
        else:
            _say_kept(request, kept)
            return _back_to(request, matter)
    context = {"form": form, "matter": matter, "record": record}
    return render(request, "papers/attach.html", context)


@require_GET
@never_cache
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    attachment = _visible_attachment(request, pk)
    if not attachments.may_download_from(attachment.matter.record(), person(request)):
        raise Http404
    if not attachment.is_served:
        return render(request, "papers/not_served.html", {"attachment": attachment}, status=403)
    try:
        content = vault.open_content(attachment.sha256)
    except FileNotFoundError:
        log.error("the content %s of attachment %s is missing", attachment.sha256, pk)
        raise Http404 from None
    attachments.note_download(attachment, by=person(request))
    return _as_download(content, attachment.name, attachment.content_type)


@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, pk: int) -> HttpResponse:
    attachment = _attachment(pk)
    user = person(request)
    if not attachments.may_attach(attachment.matter, user):
        raise Http404
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            attachments.void(attachment, by=user, reason=reason, key=key_of(request))
        except Refusal as refusal:
            refusal.show_on(form)
        else:
            return _back_to(request, attachment.matter)
    context = {"form": form, "attachment": attachment, "matter": attachment.matter}
    return render(request, "papers/void.html", context)


@require_GET
@never_cache
def print_form(request: HttpRequest, matter_id: int, code: str) -> HttpResponse:
    form, user = _form_or_404(code), person(request)
    matter = get_object_or_404(Matter, pk=matter_id)
    record = record_to_print(matter, form, user)
    if record is None:
        raise Http404
    if form.is_long(record):
        return redirect(enqueue_prints(form, [matter.pk], by=user))
    return print_answer(request, form, record, by=user)


def print_answer(
    request: HttpRequest, form: Printout, record: Record, *, by: User,
    excuse: str = "papers/printer_missing.html", **shown: Any,
) -> HttpResponse:  # fmt: skip
    """The print, logged; without Pango the page ``excuse`` says that there is none."""
    try:
        printed = print_one(form, record, by=by)
    except PrinterMissing as missing:
        log.error("prints can't be made: %s", missing.library)
        context = {"message": missing.message, "library": missing.library, "matter": record.matter}
        return render(request, excuse, context | shown, status=503)
    name = f"{form.label}-{record.matter.number}.pdf"
    disposition = content_disposition_header(as_attachment=False, filename=name)
    headers = {
        "Content-Disposition": disposition or "inline",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(printed.pdf, content_type="application/pdf", headers=headers)


@require_POST
def print_many(request: HttpRequest, code: str) -> HttpResponse:
    """The ``matter`` values of the request, in one PDF made in the background."""
    form, user = _form_or_404(code), person(request)
    if form.one_by_one:
        raise Http404
    chosen = [int(value) for value in request.POST.getlist("matter") if value.isdecimal()]
    if not chosen or len(chosen) > MOST_MATTERS:
        messages.error(request, _("请选择 1 至 %s 条记录再打印。") % MOST_MATTERS)
        return redirect("papers:works")
    return redirect(enqueue_prints(form, chosen, by=user))


def _attachment(pk: int) -> Attachment:
    return get_object_or_404(Attachment.objects.select_related("matter"), pk=pk)


def _visible_attachment(request: HttpRequest, pk: int) -> Attachment:
    attachment = _attachment(pk)
    if not attachment.matter.visible_to(person(request)):
        raise Http404
    return attachment


def _form_or_404(code: str) -> Printout:
    form = printout(code)
    if form is None:
        raise Http404
    return form


def _as_download(content: object, name: str, content_type: str) -> FileResponse:
    """Always saved, never shown in the page, whatever a browser makes of the content."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _say_kept(request: HttpRequest, attachment: Attachment) -> None:
    if attachment.scan == Attachment.Scan.HELD:
        message = _("“%s”已收到，病毒扫描完成后方可下载。")
        messages.warning(request, message % attachment.name)
    else:
        messages.success(request, _("“%s”已上传。") % attachment.name)


def _back_to(request: HttpRequest, matter: Matter) -> HttpResponse:
    url = matter.page
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return redirect(url)
