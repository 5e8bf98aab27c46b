"""Home, inbox with its tabs, search, and the short address of a matter."""

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.http import require_safe

from foundation.desk import inbox, overview
from foundation.notifications.reading import notices_of, subject_for_page
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.models import Matter
from foundation.process.requests import whole_number
from foundation.process.search import Piece, marked, snippet
from foundation.process.tasks import batch_acts

PAGE = 50
TABS: tuple[tuple[str, str | Promise], ...] = (
    ("desk:inbox", _("待办")),
    ("desk:done", _("已办")),
    ("desk:started", _("我发起的")),
    ("desk:copied", _("抄送我的")),
)


class Home(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        user = cast(User, request.user)
        context: dict[str, Any] = {
            "tasks": inbox.waiting(user)[:10],
            "matters": inbox.started(user).filter(closed_at=None)[:10],
            "notices": [
                (notice, subject_for_page(notice))
                for notice in notices_of(user).filter(read_at=None)[:6]
            ],
        }
        if may_open(user, "desk:dashboard"):
            context["overview"] = overview.overview(user)
        return render(request, "desk/home.html", context)


class Tab(View):
    """One page after another without counting: the next one is there if a row more was found."""

    name: ClassVar[str]
    template_name: ClassVar[str] = "desk/tasks.html"

    def rows(self, user: User) -> QuerySet[Any]:
        raise NotImplementedError

    def more(self, rows: list[Any]) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest) -> HttpResponse:
        number = min(whole_number(request.GET.get("page")), 1_000) or 1
        first = (number - 1) * PAGE
        rows = list(self.rows(cast(User, request.user))[first : first + PAGE + 1])
        context = {
            "tabs": TABS,
            "tab": self.name,
            "rows": rows[:PAGE],
            "previous": number - 1,
            "next": number + 1 if len(rows) > PAGE else 0,
            **self.more(rows[:PAGE]),
        }
        return render(request, self.template_name, context)


class Inbox(Tab):
    name = "desk:inbox"

    def more(self, rows: list[Any]) -> dict[str, Any]:
        return {"is_batch": any(task.kind in batch_acts for task in rows)}

    def rows(self, user: User) -> QuerySet[Any]:
        return inbox.waiting(user)


class Done(Tab):
    name = "desk:done"

    def rows(self, user: User) -> QuerySet[Any]:
        return inbox.done(user)


class Started(Tab):
    name, template_name = "desk:started", "desk/matters.html"

    def rows(self, user: User) -> QuerySet[Any]:
        return inbox.started(user)


class Copied(Tab):
    name, template_name = "desk:copied", "desk/matters.html"

    def rows(self, user: User) -> QuerySet[Any]:
        return inbox.copied(user)


class Search(View):
    shown = 20  # who finds more types more

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "").strip()[:100]
        user = cast(User, request.user)
        rows = inbox.found(user, text, most=self.shown + 1) if text else []
        context = {
            "q": text,
            "told": [_where_found(matter, text) for matter in rows[: self.shown]],
            "cut_at": self.shown if len(rows) > self.shown else None,
        }
        return render(request, "desk/search.html", context)


def _where_found(matter: Matter, text: str) -> tuple[Matter, list[Piece], list[Piece]]:
    """The title with what was typed marked in it, else the place in the text where it was found."""
    title = marked(matter.title, text)
    in_title = any(is_hit for __, is_hit in title)
    return matter, title, [] if in_title else snippet(matter.search_text, text)


@require_safe
def open_matter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """From the short address, as in mails and QR codes, to the record's page."""
    matter = get_object_or_404(Matter, pk=pk)
    if not matter.visible_to(cast(User, request.user)):
        raise Http404
    return redirect(matter.page)
