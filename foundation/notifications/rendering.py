"""Notices turned into words, in the language of the reader.

The caller sets the language; a template that fails raises ``CannotRender``, nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import select_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from foundation.articles.declarations import articles
from foundation.notifications.models import Notice

# A mail after a long downtime names this many things; the rest are counted and on the page.
LISTED = 100


class CannotRender(Exception):
    """Template and error, for the administrator."""


@dataclass(frozen=True, slots=True)
class Words:
    subject: str
    text: str
    html: str


def subject_of(notice: Notice) -> str:
    """One line, also what the bell shows."""
    return " ".join(_text(f"{_path(notice)}.subject.txt", notice.context).split())[:250]


def words_for(notice: Notice, *, name: str = "") -> Words:
    """A mail about one notice; ``name`` is whom it greets."""
    text = _text(f"{_path(notice)}.txt", notice.context).strip()
    html = _html(
        f"{_path(notice)}.html",
        notice.context | {"plain_text": text},
        or_else="notifications/mail/paragraphs.html",
    )
    frame = {
        "name": name,
        "subject": subject_of(notice),
        "url": absolute(notice.url),
        "article": citation(notice.article),
        "is_letter": notice.recipient_id is None,
    }
    return _framed(frame, text=text, html=html)


def words_for_several(notices: Sequence[tuple[Notice, str]], *, name: str) -> Words:
    """One mail that lists notices, each given with its subject."""
    count = len(notices)
    listing = {
        "items": [
            {"subject": subject, "url": absolute(notice.url), "article": citation(notice.article)}
            for notice, subject in notices[:LISTED]
        ],
        "unlisted": max(0, count - LISTED),
    }
    frame = {
        "name": name,
        "subject": ngettext("您有 %(count)d 项提醒", "您有 %(count)d 项提醒", count)
        % {"count": count},
        "url": absolute(reverse("notifications:list")),
    }
    return _framed(
        frame,
        text=_text("notifications/mail/several.txt", listing).strip(),
        html=_html("notifications/mail/several.html", listing),
    )


def absolute(url: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{url}" if url.startswith("/") else url


def citation(article: str) -> str:
    """Id and summary; an article no longer declared is still named."""
    known = articles().get(article)
    return f"{article} {known.summary}" if known else article


def _framed(frame: dict[str, Any], *, text: str, html: SafeString) -> Words:
    frame = frame | {"preferences_url": absolute(reverse("notifications:preferences"))}
    return Words(
        frame["subject"],
        _text("notifications/mail/layout.txt", frame | {"body": text}).strip() + "\n",
        _html("notifications/mail/layout.html", frame | {"body": html}),
    )


def _path(notice: Notice) -> str:
    app, _slash, name = notice.template.partition("/")
    return f"{app}/mail/{name}"


def _text(name: str, context: dict[str, Any]) -> str:
    # What a template renders calls itself safe: as plain text it must be escaped again in HTML.
    return "".join(_render([name], context, escape=False))


def _html(name: str, context: dict[str, Any], *, or_else: str = "") -> SafeString:
    return mark_safe(_render([name, or_else] if or_else else [name], context, escape=True))


def _render(names: list[str], context: dict[str, Any], *, escape: bool) -> str:
    try:
        # The loader's own wrapper would escape texts, too.
        template: Any = select_template(names)
        return str(template.template.render(Context(context, autoescape=escape)))
    except TemplateDoesNotExist as error:
        raise CannotRender(f"no template {error}") from error
    except Exception as error:
        raise CannotRender(f"{names[0]}: {type(error).__name__}: {error}") from error
