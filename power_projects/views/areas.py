"""Supply areas: by address the station and the branch (R8.4)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from power_projects import actions
from power_projects.filters import AreaFilter
from power_projects.forms.firms import AreaForm
from power_projects.models import SupplyArea
from power_projects.tables import AreaTable


class AreaList(ListPage):
    code = "power_projects.areas"
    title = gettext_lazy("供电区域")
    model = SupplyArea
    table_class = AreaTable
    filterset_class = AreaFilter
    sortable = ("name",)
    default_sort = "name"
    template_name = "power_projects/areas.html"
    empty_title = gettext_lazy("还没有登记供电区域")

    def get_queryset(self) -> QuerySet[Any]:
        return SupplyArea.objects.all()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_set": may_open(self.user, "power_projects:set_area")}


class SetArea(FormPage):
    form_class, heading, article = AreaForm, gettext_lazy("登记供电区域"), "R8.4"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.set_area(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: SupplyArea) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("power_projects:areas")
