"""The mails of a machine of one's own: received by `manage.py up`, read on /mails/."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from csp.decorators import csp_replace
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

PAGE = 50


@dataclass(frozen=True)
class StoredMail:
    name: str
    at: datetime | None
    sender: str
    recipients: str
    subject: str
    text: str
    html: str


def _folder() -> Path:
    if not settings.MAIL_SINK:
        raise Http404
    return Path(settings.MAIL_SINK)


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part is not None else ""


def _read(file: Path) -> StoredMail:
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    date = message["Date"]
    return StoredMail(
        name=file.stem,
        at=date.datetime if date is not None else None,
        sender=str(message["From"] or ""),
        recipients=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _find(name: str) -> StoredMail:
    # Compared with the names that exist: a name from the address never becomes a path.
    for file in _folder().glob("*.eml"):
        if file.stem == name:
            return _read(file)
    raise Http404


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    files = sorted(_folder().glob("*.eml"), reverse=True)
    page = Paginator(files, PAGE).get_page(request.GET.get("page"))
    mails = [_read(file) for file in page]
    return render(request, "operations/mails.html", {"page": page, "mails": mails})


@require_safe
def show(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "operations/mail.html", {"mail": _find(name)})


@require_safe
@xframe_options_sameorigin
@csp_replace(  # type: ignore[arg-type]
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],  # mails carry their styles inline
        "frame-ancestors": ["'self'"],
        "sandbox": True,
    }
)
def show_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part, for a frame of its own that may run and load nothing."""
    return HttpResponse(_find(name).html)
