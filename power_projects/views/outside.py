"""Pages for outside parties, without login, and the page where their links are issued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from foundation.articles import Refusal
from foundation.desk.public_pages import too_often
from foundation.desk.record_pages import RecordView
from foundation.papers.views import print_answer
from foundation.people.models import User
from foundation.process.submissions import key_of
from foundation.process.throttle import is_too_often
from power_projects import actions, outside, policies
from power_projects.actions.outside import address_of
from power_projects.forms.outside import HandInForm, LinkForm, ProgressForm
from power_projects.models import OutsideLink, Project, Stage
from power_projects.site import SITE_ACTS
from power_projects.views.projects import RELATED
from power_projects.views.site import OnRow, OnSite


class LinksPage(RecordView):
    """Only for whoever may issue them: an address is as good as a key."""

    model = Project
    related = RELATED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        project: Project = self.record
        may_issue = SITE_ACTS["issue_link"].is_open_to(project, self.user)
        valid = {one.pk for one in project.links.valid()} if may_issue else set()
        links = list(project.links.select_related("firm", "made_by"))
        context = {
            "project": project,
            "matter": project.matter,
            "links": [
                {"row": one, "address": address_of(one) if one.pk in valid else ""} for one in links
            ],
            "may_issue": may_issue,
        }
        return render(request, "power_projects/links.html", context)


class LinkAct(OnSite):
    def target(self, result: Any) -> str:
        return reverse("power_projects:links", args=[self.record.pk])


class IssueLink(LinkAct):
    name, form_class = "issue_link", LinkForm


class RevokeLink(LinkAct, OnRow):
    name = "revoke_link"


@method_decorator(never_cache, name="dispatch")
class OutsideView(View):
    """By the link alone; one that is wrong, revoked or over is answered like one that never was."""

    link: OutsideLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = OutsideLink.objects.valid().behind(kwargs["token"])
        projects = ("matter", "customer", "designer", "contractor", "works", "connection")
        link = found.select_related("firm", *(f"project__{one}" for one in projects)).first()
        if link is None:
            answer: HttpResponseBase = render(
                request, "power_projects/outside/gone.html", status=404
            )
        else:
            self.link = link
            answer = super().dispatch(request, *args, **kwargs)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    def is_held_back(self, what: str) -> bool:
        most = policies.PUBLIC_LIMITS.value()[what]
        return is_too_often(f"power_projects:{what}", most=most)


class OutsidePage(OutsideView):
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return self.show(HandInForm(wanted=self.wanted))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        if self.is_held_back("uploads"):
            return too_often(request)
        form = HandInForm(request.POST, request.FILES, wanted=self.wanted)
        if not form.is_valid():
            return self.show(form)
        try:
            actions.hand_in(self.link, key=key_of(request), **form.cleaned_data)
        except Refusal as refusal:
            refusal.show_on(form)
            return self.show(form)
        messages.success(request, _("“%s”已上传。") % form.cleaned_data["file"].name)
        return redirect("power_projects:outside", token)

    @cached_property
    def wanted(self) -> dict[str, outside.Wanted]:
        return outside.wanted(self.link.project, self.link.party)

    def show(self, form: HandInForm) -> HttpResponse:
        project, party = self.link.project, self.link.party
        context = {
            "link": self.link,
            "project": project,
            "form": form if self.wanted else None,
            "wanted": self.wanted.values(),
            "notices": outside.notices(project, party, User.objects.public()),
            "stages": stages_of(project),
        }
        status = 422 if form.errors else 200
        return render(self.request, "power_projects/outside/page.html", context, status=status)


class OutsideNotice(OutsideView):
    """The same paper that is handed over; each reading is in the log of prints."""

    def get(self, request: HttpRequest, token: str, code: str) -> HttpResponse:
        if self.is_held_back("notices"):
            return too_often(request)
        project, by = self.link.project, User.objects.public()
        form = outside.notices(project, self.link.party, by).get(code)
        if form is None:
            return render(request, "power_projects/outside/gone.html", status=404)
        excuse = "power_projects/outside/no_print.html"
        return print_answer(request, form, project, by=by, excuse=excuse, link=self.link)


def stages_of(project: Project) -> list[dict[str, Any]]:
    """All stages to the closed project, with how far it is."""
    way: list[Stage] = [stage for stage in Stage if stage != Stage.WITHDRAWN]
    now = way.index(Stage(project.state))
    return [
        {"label": stage.label, "is_past": place < now, "is_now": place == now}
        for place, stage in enumerate(way)
    ]


@never_cache
@require_http_methods(["GET", "POST"])
def progress(request: HttpRequest) -> HttpResponse:
    """By number and phone: the stage, and nothing else."""
    form = ProgressForm(request.POST or None)
    if request.method == "POST":
        if is_too_often("power_projects:lookups", most=policies.PUBLIC_LIMITS.value()["lookups"]):
            return too_often(request)
        form.is_valid()
    context = {"form": form, "project": form.found}
    status = 422 if form.errors else 200
    return render(request, "power_projects/outside/progress.html", context, status=status)
