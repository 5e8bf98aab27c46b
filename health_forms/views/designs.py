"""What the form asks: its versions, and a new one."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView

from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from health_forms import actions
from health_forms.filters import DesignFilter
from health_forms.forms.designs import DesignForm, as_lines
from health_forms.models import FormDesign
from health_forms.tables import DesignTable


class DesignList(ListPage):
    code = "health_forms.designs"
    title = gettext_lazy("表格版本")
    model = FormDesign
    table_class = DesignTable
    filterset_class = DesignFilter
    default_sort = "-version"
    template_name = "health_forms/designs.html"

    def get_queryset(self) -> QuerySet[Any]:
        return FormDesign.objects.all()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_publish": may_open(self.user, "health_forms:publish")}


class DesignPage(DetailView[FormDesign]):
    """One version as it is asked."""

    queryset = FormDesign.objects.select_related("published_by")
    template_name = "health_forms/design.html"
    context_object_name = "design"


class Publish(FormPage):
    """A revision begins as the version in use."""

    form_class, heading, article = DesignForm, gettext_lazy("发布新版本"), "R4.1.12"
    makes = FormDesign

    def form(self, *args: Any) -> Any:
        last = FormDesign.objects.first()
        initial: dict[str, Any] = {}
        if last is not None:
            initial = {
                "opening": last.opening,
                "consent": last.consent,
                "questions": as_lines(last.questions),
            }
        form_class: Any = DesignForm
        return form_class(*args, initial=initial)

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.publish(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: FormDesign) -> str:
        return reverse("health_forms:design", args=[result.pk])

    def back(self) -> str:
        return reverse("health_forms:designs")
