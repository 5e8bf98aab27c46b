"""The works of a project and the acts that move no stage, each by its name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property

from foundation.desk.record_pages import ActForm, RecordView
from foundation.process.steps import Step
from power_projects import actions
from power_projects.forms.site import ROW_FORMS, SITE_FORMS
from power_projects.models import (
    Change,
    ConcealedWork,
    Consultation,
    Equipment,
    OutsideLink,
    Project,
)
from power_projects.site import SITE_ACTS
from power_projects.views.projects import RELATED, ProjectAct

ROWS: dict[str, Any] = {
    "approve_equipment": Equipment, "order_equipment": Equipment, "tell_change": Change,
    "make_change": Change, "sign_concealed": ConcealedWork, "cover_concealed": ConcealedWork,
    "revoke_link": OutsideLink, "answer_consultation": Consultation,
}  # fmt: skip


class WorksPage(RecordView):
    """Start, equipment, changes, supervision, concealed works, supply."""

    model = Project
    related = RELATED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        project: Project = self.record
        open_acts = {name for name, act in SITE_ACTS.items() if act.is_open_to(project, self.user)}
        context = {
            "project": project,
            "matter": project.matter,
            "works": project.site,
            "line": project.line,
            "equipment": project.equipment.select_related("approved_by"),
            "changes": project.changes.select_related("asked_by", "told_by"),
            "concealed": project.concealed_works.select_related("signed_by"),
            "visits": project.site_visits.select_related("visited_by"),
            "buttons": [
                {
                    "label": SITE_ACTS[name].label,
                    "url": reverse(f"power_projects:{name}", args=[project.pk]),
                    "article": SITE_ACTS[name].article,
                }
                for name in SITE_FORMS
                if name in open_acts and name != "consult"
            ],
            "may": {name: name in open_acts for name in ROW_FORMS},
        }
        return render(request, "power_projects/works.html", context)


class OnSite(ProjectAct):
    """``name`` is the act's, of ``SITE_ACTS`` and of ``actions``."""

    name = ""
    form_class = ActForm
    act = None  # type: ignore[assignment]

    def may_open(self) -> bool:
        return SITE_ACTS[self.name].is_open_to(self.record, self.user)

    def heading(self) -> str:
        return str(SITE_ACTS[self.name].label)

    def declared(self) -> Step | None:
        """Its article under the form, as a step's."""
        act = SITE_ACTS[self.name]
        return Step(self.name, act.label, act.article, act.who)

    def rows(self) -> list[Any]:
        return []

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        act = getattr(actions, self.name)
        return act(self.record, *self.rows(), by=self.user, seen=seen, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        if self.name in ("consult", "answer_consultation"):
            return str(self.record.get_absolute_url())
        return reverse("power_projects:works", args=[self.record.pk])


class OnRow(OnSite):
    """The same about one row of the project, which stands above the form."""

    template_name = "power_projects/row_act.html"

    @cached_property
    def row(self) -> Any:
        found = ROWS[self.name].objects.filter(project=self.record)
        return get_object_or_404(found, pk=self.kwargs["row"])

    def rows(self) -> list[Any]:
        return [self.row]

    def show(self, form: ActForm, **more: Any) -> HttpResponse:
        return super().show(form, row=self.row, **more)
