"""What the regulations say, in our words, and how the system keeps each article."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.articles.declarations import Article, articles, enforced_by, regulations
from foundation.articles.ground_rules import GROUND_RULES
from foundation.people.access import may_open
from foundation.people.models import User


def index(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    groups = [
        {
            "title": _("制度 %(number)s · %(name)s")
            % {"number": one.number, "name": one.verbose_name},
            "articles": [_told(article, user) for article in one.articles()],
        }
        for one in regulations()
    ]
    groups.append(
        {"title": _("共同规则"), "articles": [_told(article, user) for article in GROUND_RULES]}
    )
    return render(request, "articles/index.html", {"groups": groups})


def article(request: HttpRequest, article: str) -> HttpResponse:
    known = articles()
    if article not in known:
        raise Http404
    user = cast(User, request.user)
    return render(request, "articles/article.html", {"told": _told(known[article], user)})


def _told(article: Article, user: User) -> dict[str, Any]:
    return {
        "article": article,
        "enforced_by": enforced_by(article.id),
        "screens": [
            (reverse(name), _screen_name(name)) for name in article.screens if may_open(user, name)
        ],
    }


def _screen_name(url_name: str) -> str:
    """What the menu calls the page."""
    for config in regulations():
        for name, label, __ in getattr(config, "menu", ()):
            if name == url_name:
                return str(label)
    return _("相关页面")
