"""The departments' archivists, as filed with the archive room (R1.1.3)."""

from __future__ import annotations

from typing import ClassVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views import View

from archives import actions, deadlines
from archives.forms import archivists as forms
from archives.models import Naming, NamingState
from archives.roles import DEPARTMENT_ARCHIVIST
from archives.scope import REGULATION
from foundation import clock
from foundation.articles import Refusal
from foundation.desk.record_pages import ActPage, ReasonForm, RecordDetail
from foundation.people.delegation import stands_for
from foundation.people.models import Department, RoleGrant, User
from foundation.people.roles import current_grants
from foundation.process.submissions import key_of


class Archivists(View):
    """Every department that files, with who holds the role there; without anybody: a defect."""

    def get(self, request: HttpRequest) -> HttpResponse:
        places = list(deadlines.filing_departments(clock.today()).order_by("path"))
        grants = list(
            current_grants()
            .filter(group__name=DEPARTMENT_ARCHIVIST.code, user__is_active=True)
            .select_related("user", "department")
        )
        namings = {
            (naming.department_id, naming.person_id): naming
            for naming in Naming.objects.filter(state=NamingState.SERVING)
        }
        rows = [
            {
                "department": place,
                "archivists": [
                    {"person": grant.user, "naming": namings.get((place.pk, grant.user_id))}
                    for grant in grants
                    if _covers(grant, place)
                ],
            }
            for place in places
        ]
        led_by = {person.pk for person in stands_for(cast(User, request.user), REGULATION)}
        may_name = any(place.head_id in led_by for place in places)
        context = {"rows": rows, "may_name": may_name}
        return render(request, "archives/archivists.html", context)


def _covers(grant: RoleGrant, place: Department) -> bool:
    if grant.scope == RoleGrant.Scope.COMPANY:
        return True
    if grant.scope == RoleGrant.Scope.SUBTREE:
        assert grant.department is not None
        return place.path.startswith(grant.department.path)
    return grant.department_id == place.pk


class Name(View):
    """A head names the archivist of a department of theirs."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(forms.NamingForm(user=cast(User, request.user)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user = cast(User, request.user)
        form = forms.NamingForm(request.POST, user=user)
        if not form.is_valid():
            return self._show(form)
        try:
            naming = actions.name_archivist(by=user, key=key_of(request), **form.cleaned_data)
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect(naming.get_absolute_url())

    def _show(self, form: forms.NamingForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "archives/name_archivist.html", {"form": form}, status=status)


class Detail(RecordDetail):
    model = Naming
    related = ("department", "person__department", "named_by", "relieved_by")
    template_name = "archives/naming.html"
    act_pages: ClassVar[dict[str, str]] = {"relieve": "archives:relieve"}


class Relieve(ActPage):
    model = Naming
    related = ("department", "person")
    form_class, act, steps = ReasonForm, actions.relieve, ("relieve",)
