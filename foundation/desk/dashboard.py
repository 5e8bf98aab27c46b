"""The managers' page and the lists behind its numbers."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.desk import inbox
from foundation.desk.overview import late_behind, matters_behind, overview
from foundation.desk.views import Tab
from foundation.people.models import User


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    context = {"overview": overview(cast(User, request.user))}
    return render(request, "desk/dashboard.html", context)


class Behind(Tab):
    """What a number of the dashboard counted: late tasks, or matters opened, closed, still open."""

    name, template_name = "desk:behind", "desk/behind.html"

    @property
    def what(self) -> str:
        return self.request.GET.get("what", "late")

    def chosen(self, name: str) -> int | None:
        text = self.request.GET.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def rows(self, user: User) -> QuerySet[Any]:
        regulation = self.chosen("regulation")
        if self.what in ("opened", "closed", "open"):
            return matters_behind(user, self.what, self.request.GET.get("month", ""), regulation)
        late = late_behind(user).select_related(*inbox.WITH_MATTER).order_by("due_on", "pk")
        if regulation is not None:
            late = late.filter(matter__regulation=regulation)
        department = self.chosen("department")
        if department is None:
            return late
        return late.filter(place=department) if department else late.filter(place=None)

    def more(self, rows: list[Any]) -> dict[str, Any]:
        kept = self.request.GET.copy()
        kept.pop("page", None)
        return {"what": self.what, "kept": kept.urlencode()}
