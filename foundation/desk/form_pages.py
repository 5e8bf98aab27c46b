"""Pages about rows that are no matter of their own: a form, one act, an answer."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views import View

from foundation.articles import Refusal
from foundation.history.reading import changes_of, newest_version
from foundation.people.models import User
from foundation.process.requests import whole_number
from foundation.process.steps import Stale
from foundation.process.submissions import key_of, made_by


class FormPage(View):
    """``carry_out`` calls the act; refused, the form comes back as it was typed."""

    form_class: ClassVar[type[forms.BaseForm]]
    heading: ClassVar[str | Promise]
    article: ClassVar[str]
    template_name = "desk/form.html"
    # What it makes: sent again, its page, though what was chosen is no longer to be chosen.
    makes: ClassVar[type[Model] | None] = None
    # What is typed is kept on the device until it is accepted.
    keeps_draft: ClassVar[bool] = False

    user: User

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)

    def form(self, *args: Any) -> Any:
        return self.form_class(*args)

    def carry_out(self, form: Any, key: str | None) -> Any:
        raise NotImplementedError

    def target(self, result: Any) -> str:
        raise NotImplementedError

    def back(self) -> str:
        """Where the way back leads."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form(request.POST)
        if not form.is_valid():
            made = made_by(key_of(request), self.user, self.makes) if self.makes else None
            return redirect(self.target(made)) if made else self.show(form)
        try:
            result = self.carry_out(form, key_of(request))
        except Stale as stale:
            return self.overtaken(form, stale)
        except Refusal as refusal:
            refusal.show_on(form)
            return self.show(form)
        messages.success(request, _("已办理：%s。") % self.heading)
        return redirect(self.target(result))

    def overtaken(self, form: Any, stale: Stale) -> HttpResponse:
        raise stale

    def show(self, form: Any, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.heading,
            "article": self.article,
            "back": self.back(),
            "keeps_draft": self.keeps_draft,
            **self.context(),
            **more,
        }
        status = 409 if "stale" in more else 422 if form.errors else 200
        return render(self.request, self.template_name, context, status=status)


class RowFormPage(FormPage):
    """About a row that others may change meanwhile: the form says which version it has seen."""

    row: Model

    def find(self, pk: int) -> Model:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.row = self.find(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def seen(self) -> int:
        return whole_number(self.request.POST.get("seen", "")[:18])

    def overtaken(self, form: Any, stale: Stale) -> HttpResponse:
        return self.show(form, stale=changes_of(self.row)[0], seen=newest_version(self.row))

    def show(self, form: Any, **more: Any) -> HttpResponse:
        if "seen" not in more:
            more["seen"] = self.seen if form.is_bound else newest_version(self.row)
        return super().show(form, **more)
