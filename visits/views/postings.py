"""Who sells in which position."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation.desk.form_pages import FormPage
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from visits import actions
from visits.filters import PostingFilter
from visits.forms.plans import PostingForm
from visits.models import Posting
from visits.tables import PostingTable


class PostingList(ListPage):
    code = "visits.postings"
    title = gettext_lazy("销售岗位")
    model = Posting
    table_class = PostingTable
    filterset_class = PostingFilter
    template_name = "visits/postings.html"
    empty_title = gettext_lazy("还没有登记销售岗位")

    def get_queryset(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = Posting.objects.all()
        return rows

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_set": may_open(self.user, "visits:set_posting")}


class SetPosting(FormPage):
    form_class, heading, article = PostingForm, gettext_lazy("登记销售岗位"), "R7.2.3"

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.set_posting(by=self.user, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return self.back()

    def back(self) -> str:
        return reverse("visits:postings")
