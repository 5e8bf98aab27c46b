"""The register of firms."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActPage, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.process.holders import acts_as_holder
from power_projects import actions, holders
from power_projects.filters import FirmFilter
from power_projects.forms import firms as forms
from power_projects.models import Firm
from power_projects.tables import FirmTable


class FirmList(ListPage):
    code = "power_projects.firms"
    title = gettext_lazy("设计施工单位")
    model = Firm
    table_class = FirmTable
    filterset_class = FirmFilter
    sortable = ("number",)
    template_name = "power_projects/firms.html"
    empty_title = gettext_lazy("还没有登记设计施工单位")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().prefetch_related("certificates")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_register": may_open(self.user, "power_projects:register_firm")}


class RegisterFirm(FormPage):
    form_class, heading, article = forms.FirmForm, gettext_lazy("登记设计施工单位"), "R8.20"
    makes = Firm

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.register_firm(form.instance, by=self.user, key=key)

    def target(self, result: Firm) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("power_projects:firms")


class FirmPage(RecordDetail):
    model = Firm
    template_name = "power_projects/firm.html"
    act_pages: ClassVar[dict[str, str]] = {"remove": "power_projects:remove_firm"}

    def extra_context(self) -> dict[str, Any]:
        firm: Firm = self.record
        certificates = list(firm.certificates.select_related("scan", "entered_by"))
        return {
            "firm": firm,
            "certificates": certificates,
            "today": clock.today(),
            "may_renew": acts_as_holder(holders.REGISTRAR, firm, self.user) and not firm.is_closed,
        }


class FirmAct(ActPage):
    model = Firm


class EnterCertificate(FirmAct):
    form_class, act, label = (
        forms.CertificateForm,
        actions.enter_certificate,
        gettext_lazy("登记证照"),
    )
    article = "R8.20"

    def may_open(self) -> bool:
        return not self.record.is_closed and acts_as_holder(
            holders.REGISTRAR, self.record, self.user
        )


class RemoveFirm(FirmAct):
    form_class, act, steps = ReasonForm, actions.remove_firm, ("remove",)
