"""The words of our templates. ``{% load ui %}``; docs in each tag.

No tag starts a query, ``state_badge`` of a record whose matter is not loaded apart: lists say
``select_related`` for what they show.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.articles.declarations import RegulationConfig, articles, regulations
from foundation.desk import course, deadlines_shown, icons
from foundation.people import roles
from foundation.process import tasks
from foundation.process.models import Event, Matter, Task

register = template.Library()

DASH = "—"
ALERTS = {"debug": "info", "error": "danger"}
ALERT_ICONS = {
    "success": "circle-check",
    "warning": "alert-triangle",
    "error": "alert-circle",
}
BUTTONS = {
    "primary": "btn-primary",
    "success": "btn-success",
    "warning": "btn-outline-warning",
    "danger": "btn-outline-danger",
}
TONES = {
    "draft": "grey",
    "void": "dark",
    "withdrawn": "grey",
    "merged": "grey",
    "declined": "grey",
    "closed_declined": "grey",
    "returned": "orange",
    "rejected": "red",
    "refused": "red",
    "disallowed": "red",
    "false": "red",
    "late": "red",
    "violated": "red",
}


@register.simple_tag
@lru_cache(maxsize=1024)
def icon(name: str, extra_class: str = "", label: str = "") -> SafeString:
    """``{% icon "bell" %}``; decorative unless it has a ``label``."""
    return format_html(
        '<svg class="icon icon-{} {}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        name,
        extra_class,
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"'),
        mark_safe(icons.strokes(name)),
    )


@register.simple_tag
def running_regulations() -> list[RegulationConfig]:
    return regulations()


@lru_cache(maxsize=1024)
def _summary(article_id: str) -> str | Promise:
    found = articles().get(article_id)
    return found.summary if found else ""


def _chip(article_id: str) -> SafeString:
    title = _summary(article_id)
    try:
        url = reverse("articles:article", args=[article_id])
    except NoReverseMatch:
        return format_html('<span class="article-chip" title="{}">{}</span>', title, article_id)
    return format_html(
        '<a class="article-chip" href="{}" title="{}">{}</a>', url, title, article_id
    )


@register.simple_tag
def article(ids: str | Iterable[str] | None) -> SafeString:
    """``{% article "R2.26" %}``: a small citation that leads to the article; several by comma."""
    if not ids:
        return mark_safe("")
    listed = ids.replace(",", " ").split() if isinstance(ids, str) else ids
    return format_html_join(" ", "{}", ((_chip(one),) for one in listed))


@register.simple_tag
def article_summary(article_id: str) -> str:
    return str(_summary(article_id))


@register.simple_tag
def state_badge(subject: Any, tone: str = "") -> SafeString:
    """The state of a matter, or of a record by its matter."""
    matter = getattr(subject, "matter", subject)
    if not matter:
        return mark_safe(DASH)
    usual = "green" if getattr(matter, "closed_at", None) else "blue"
    return format_html(
        '<span class="badge tone-{}">{}</span>',
        tone or TONES.get(matter.state, usual),
        getattr(matter, "state_label", "") or matter.state,
    )


@register.simple_tag
def due_badge(
    due: date | datetime | None, done_at: datetime | None = None, at_risk_days: int = 2
) -> SafeString:
    """``{% due_badge task.due_at task.closed_at %}``: green in time, orange soon, red late."""
    if due is None:
        return (
            mark_safe("")
            if done_at
            else format_html('<span class="text-secondary">{}</span>', DASH)
        )
    tone, text = deadlines_shown.judge(due, done_at, at_risk_days)
    return format_html('<span class="badge tone-{}">{}</span>', tone, text)


@register.filter
def due_day(due: date | datetime | None) -> date | None:
    """The last day in time: a task due at 24:00 is due on the day then ending."""
    return None if due is None else deadlines_shown.last_day(due)


@register.simple_tag
def person(user: Any, on_behalf_of: Any = None) -> SafeString:
    """Name, department (where loaded) and, for a substitute, 代 and the name of the absent one."""
    if not user:
        return mark_safe(DASH)
    parts = format_html('<span class="nowrap">{}', user)
    cached = getattr(getattr(user, "_state", None), "fields_cache", {})
    if cached.get("department"):
        parts += format_html(' <span class="text-secondary">{}</span>', cached["department"])
    if on_behalf_of and on_behalf_of != user:
        parts += format_html(
            ' <span class="behalf" title="{}">{}</span> {}',
            _("受委托代理办理"),
            _("代"),
            on_behalf_of,
        )
    return parts + mark_safe("</span>")


@register.simple_tag
def money(amount: Decimal | int | None, sign: str = "¥") -> SafeString:
    """``¥ 1,234.50``; nothing known is a dash, never zero."""
    if amount is None or amount == "":
        return mark_safe(DASH)
    text = formats.number_format(
        abs(Decimal(amount)), decimal_pos=2, use_l10n=True, force_grouping=True
    )
    minus = "-" if amount < 0 else ""
    return format_html('<span class="nowrap">{}{}{}</span>', minus, sign, text)


@register.simple_tag
def progress(
    value: float | Decimal | None, maximum: float = 100, label: str = "", tone: str = ""
) -> SafeString:
    """A bar with its figure in words; ``tone`` red, orange or green."""
    if value is None:
        return mark_safe(DASH)
    share = round(100 * float(value) / float(maximum)) if maximum else 0
    return format_html(
        '<progress class="bar {}" value="{}" max="100" aria-label="{}">{}%</progress>',
        f"is-{tone}" if tone else "",
        share,
        label or _("进度"),
        share,
    )


@register.simple_tag
def count_badge(count: int | None) -> SafeString:
    """A red count; nothing at zero."""
    if not count:
        return mark_safe("")
    return format_html(
        '<span class="count"><span class="visually-hidden">{} </span>{}</span>',
        _("待处理"),
        count if count < 100 else "99+",
    )


@register.inclusion_tag("components/steps.html")
def steps(listed: Iterable[Any]) -> dict[str, Any]:
    """A process as a bar. Each: label, state (done, current, next, returned, skipped), and where
    there is one actor, at, due_at, article."""
    return {"steps": listed}


@register.inclusion_tag("components/timeline.html")
def timeline(matter: Matter, events: Iterable[Event]) -> dict[str, Any]:
    """``{% timeline matter events %}``: events oldest first, with the people in them fetched."""
    told = course.entries(matter, events)
    return {
        "matter": matter,
        "entries": told,
        "current": course.time_in_state(matter, told),
    }


@register.filter
def task_label(task: Task) -> str:
    """What is to be done; a task without a declared kind asks for an opinion (加签)."""
    declared = tasks.kinds().get(task.kind)
    return str(declared.label) if declared else _("回复加签意见")


@register.filter
def can_batch(task: Task) -> bool:
    declared = tasks.kinds().get(task.kind)
    allowed = declared is not None and declared.batch and task.kind in tasks.batch_acts
    return task.closed_at is None and allowed


@register.filter
def role_label(role: Any) -> str:
    """The words for a role: a group, or its name."""
    return roles.label(getattr(role, "name", role)) if role else DASH


@register.simple_tag
def box(ticked: Any, label: str = "") -> SafeString:
    """A square of a printed form, ticked or not (drawn by print.css)."""
    mark = "is-ticked" if ticked else ""
    return format_html('<span class="choice"><span class="box {}"></span>{}</span>', mark, label)


@register.filter
def none_dash(value: Any) -> Any:
    return DASH if value is None or value == "" else value


@register.filter
def duration(spent: timedelta | None) -> str:
    """The two largest units: 2 天 3 小时."""
    if spent is None:
        return DASH
    minutes = int(spent.total_seconds()) // 60
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    words = [
        ngettext("%(count)d 天", "%(count)d 天", days) % {"count": days} if days else "",
        ngettext("%(count)d 小时", "%(count)d 小时", hours) % {"count": hours} if hours else "",
        ngettext("%(count)d 分钟", "%(count)d 分钟", minutes) % {"count": minutes}
        if minutes
        else "",
    ]
    return " ".join([word for word in words if word][:2]) or _("不到 1 分钟")


@register.filter
def button_class(style: str) -> str:
    """The class of a button by ``Step.style``: colours only where a choice weighs."""
    return BUTTONS.get(style, "")


@register.filter
def alert_class(level_tag: str) -> str:
    return ALERTS.get(level_tag, level_tag or "info")


@register.filter
def alert_icon(level_tag: str) -> str:
    return ALERT_ICONS.get(level_tag, "info-circle")


@register.filter
def entries(group: Any) -> Any:
    """The pages under a group of the navigation (``group.items`` of a plain dict is a method)."""
    return group.get("items", ()) if isinstance(group, Mapping) else getattr(group, "items", ())


@register.filter
def page_range(page: Page[Any]) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def page_link(context: Context, number: int) -> str:
    """The same list, on another page of it."""
    query = context["request"].GET.copy() if "request" in context else None
    field = context.get("page_field", "page")
    if query is None:
        return f"?{field}={number}"
    query[field] = str(number)
    return f"?{query.urlencode()}"
