"""The menu and the counts beside it (a template context processor)."""

from functools import lru_cache
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import connection
from django.db.models import Q, Value
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from foundation.desk import inbox
from foundation.notifications.reading import notices_of
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.inboxes import ways_into_inbox

# Nobody works through more; counting on would cost more than it tells.
COUNTED = 99


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return {}
    count, unread = _counts(user)
    return {
        "nav_groups": _groups(request, user, count),
        "inbox_count": count,
        "unread_count": unread,
    }


def _counts(user: User) -> tuple[int, int]:
    """Tasks waiting and notices unread, in one statement; no page goes without it."""
    with connection.cursor() as cursor:
        cursor.execute(*_count_sql(user, *ways_into_inbox(user)))
        found = [what for what, __ in set(cursor.fetchall())]
    return min(found.count("task"), COUNTED + 1), found.count("notice")


@lru_cache(maxsize=1000)
def _count_sql(user: User, *ways: Q) -> tuple[str, tuple[Any, ...]]:
    """Put together once for a person and their ways into the inbox, whatever these are."""
    most = COUNTED + 1
    unread: Any = notices_of(user).filter(read_at=None).order_by().values("pk")[:most]
    notices = unread.annotate(what=Value("notice")).values_list("what", "pk")
    tasks = [
        inbox.waiting_keys(way, most).annotate(what=Value("task")).values_list("what", "pk")
        for way in ways
    ]
    sql, params = notices.union(*tasks, all=True).query.sql_with_params()
    return sql, params


def _groups(request: HttpRequest, user: User, count: int) -> list[dict[str, Any]]:
    groups = [
        _item(request, user, "desk:home", _("首页"), "home"),
        _item(request, user, "desk:inbox", _("待办"), "inbox") | {"count": count},
    ]
    if may_open(user, "desk:dashboard"):
        groups.append(_item(request, user, "desk:dashboard", _("管理看板"), "chart-bar"))
    for config in apps.get_app_configs():
        menu = getattr(config, "menu", ())
        items = [
            _item(request, user, name, str(label), icon)
            for name, label, icon in menu
            if may_open(user, name)
        ]
        if items:
            groups.append(_group(config, items))
    groups.append(_item(request, user, "articles:index", _("制度条款"), "book"))
    if may_open(user, "admin:index"):
        groups.append(_item(request, user, "admin:index", _("后台"), "settings"))
    return [group for group in groups if group]


def _group(config: AppConfig, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "label": config.verbose_name,
        "icon": getattr(config, "icon", "point"),
        "active": any(item["active"] for item in items),
        "items": items,
    }


def _item(request: HttpRequest, user: User, name: str, label: str, icon: str) -> dict[str, Any]:
    url = _address(name, settings.ROOT_URLCONF)
    if not url:
        return {}
    return {"label": label, "icon": icon, "url": url, "active": request.path == url}


@lru_cache(maxsize=1000)
def _address(name: str, urls: str) -> str:
    try:
        return reverse(name, urlconf=urls)
    except NoReverseMatch:
        return ""
