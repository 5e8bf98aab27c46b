"""The catalogue, a document, and what is done with it until it is filed."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions, holders, rules
from archives.actions.temporary import LENDABLE
from archives.filters import DocumentFilter
from archives.forms import documents as forms
from archives.forms.links import LinkForm, UnlinkForm
from archives.forms.temporary import LendForm
from archives.forms.volumes import PlaceForm
from archives.kinds import Secrecy
from archives.models import Document, DocumentLink, DocumentState, Volume
from archives.models.links import WITH_VOLUME
from archives.tables import DocumentTable
from foundation.articles import Refusal
from foundation.desk.record_pages import ActForm, ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.requests import whole_number
from foundation.process.submissions import key_of

RELATED = (
    "department", "handler__department", "registered_by__department", "collected_by", "received_by",
    "offered_by", "clause__scheme", "place",
)  # fmt: skip


class DocumentList(ListPage):
    code = "archives.documents"
    title = gettext_lazy("档案目录")
    model = Document
    table_class = DocumentTable
    filterset_class = DocumentFilter
    sortable = ("number", "dated_on", "filing_year")
    default_columns = (
        "number", "name", "document_no", "dated_on", "department", "filing_year", "secrecy", "retention",
        "state",
    )  # fmt: skip
    template_name = "archives/list.html"
    empty_title = gettext_lazy("还没有登记文件")

    def get_queryset(self) -> QuerySet[Any]:
        grades = [whole_number(one) for one in self.params.getlist("secrecy")]
        if grades and min(grades) > Secrecy.INTERNAL:
            graded: QuerySet[Any] = Document.objects.above_internal(self.user, grades)
            return graded
        return super().get_queryset()

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_import": may_open(self.user, "archives:open_volume")}


class Register(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(forms.RegisterForm(user=cast(User, request.user)))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user = cast(User, request.user)
        form = forms.RegisterForm(request.POST, request.FILES, user=user)
        if not form.is_valid():
            return self._show(form)
        try:
            document = actions.register(
                form.save(commit=False),
                by=user,
                partners=form.cleaned_data["partners"],
                originals=form.cleaned_data["originals"],
                key=key_of(request),
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        words = {"number": document.number, "year": document.filing_year}
        messages.success(request, _("已登记，编号 %(number)s，归档年度 %(year)s。") % words)
        return redirect(document.get_absolute_url())

    def _show(self, form: forms.RegisterForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "archives/register.html", {"form": form}, status=status)


class Detail(RecordDetail):
    model = Document
    related = RELATED
    template_name = "archives/document.html"
    act_pages: ClassVar[dict[str, str]] = {
        "collect": "archives:collect",
        "send_back": "archives:send_back",
        "hand_in": "archives:hand_in",
        "void": "archives:void",
        "put_into": "archives:place",
        "take_out": "archives:take_out",
    }

    def extra_context(self) -> dict[str, Any]:
        document: Document = self.record
        return {
            "document": document,
            "links": self.links(),
            "volume": self.volume(),
            "loans": document.temporary_loans.select_related("borrower", "taken_back_by"),
            "may_lend": document.state in LENDABLE
            and acts_as_holder(holders.KEEPER, document, self.user),
            "office_article": rules.goes_to_gm_office(document),
            "may_amend": document.state not in (DocumentState.DESTROYED, DocumentState.VOID)
            and acts_as_holder(holders.AMENDER, document, self.user),
        }

    def links(self) -> list[dict[str, Any]]:
        """What belongs to it; what the reader may not see is not there (R1.2.15)."""
        touching = DocumentLink.objects.filter(Q(lead=self.record.pk) | Q(other=self.record.pk))
        visible = Document.objects.visible_to(self.user).values("pk")
        found = touching.filter(lead__in=visible, other__in=visible)
        return [
            {
                "kind": link.get_kind_display(),
                "other": link.other if link.lead_id == self.record.pk else link.lead,
                "reason": link.reason,
            }
            for link in found.select_related("lead__matter", "other__matter").order_by("pk")
        ]

    def volume(self) -> Volume | None:
        if self.record.volume_id is None:
            return None
        visible = Volume.objects.visible_to(self.user).select_related("matter")
        found: Volume | None = visible.filter(pk=self.record.volume_id).first()
        return found


class DocumentAct(ActPage):
    model = Document
    related: ClassVar[tuple[str, ...]] = RELATED
    template_name = "archives/document_act.html"

    def show(self, form: Any, **more: Any) -> HttpResponse:
        more["document"] = self.record
        return super().show(form, **more)


class Collect(DocumentAct):
    form_class, act, steps = ActForm, actions.collect, ("collect",)


class SendBack(DocumentAct):
    form_class, act, steps = ReasonForm, actions.send_back, ("send_back",)


class HandIn(DocumentAct):
    form_class, act, steps = CommentForm, actions.hand_in, ("hand_in",)


class Void(DocumentAct):
    form_class, act, steps = ReasonForm, actions.void, ("void",)


class AmendingAct(DocumentAct):
    """Acts without a state of their own: open to who may still put its facts right."""

    def may_open(self) -> bool:
        return acts_as_holder(holders.AMENDER, self.record, self.user)


class Amend(AmendingAct):
    form_class: ClassVar[Any] = forms.AmendForm
    act, label = actions.amend, gettext_lazy("更正")
    article = "R1.2.22"

    def carry_out(self, form: Any, *, seen: int, key: str | None) -> Any:
        return actions.amend(self.record, by=self.user, facts=form.cleaned_data, seen=seen, key=key)


class Link(AmendingAct):
    form_class, act, label = LinkForm, actions.link, gettext_lazy("登记联系")
    article = "R1.2.23"


class Unlink(AmendingAct):
    form_class, act, label = UnlinkForm, actions.unlink, gettext_lazy("解除联系")
    article = "R1.2.23"


class Place(DocumentAct):
    form_class, act, steps = PlaceForm, actions.place, ("put_into",)


class TakeOut(DocumentAct):
    form_class, act, steps = ReasonForm, actions.take_out, ("take_out",)


class KeeperAct(DocumentAct):
    """Acts without a state of their own: of whoever keeps the document."""

    article = "R1.2.4"

    def may_open(self) -> bool:
        return acts_as_holder(holders.KEEPER, self.record, self.user)


class Lend(KeeperAct):
    form_class, act, label = LendForm, actions.lend_document, gettext_lazy("临时借用登记")


class TakeBack(KeeperAct):
    form_class, act, label = ActForm, actions.take_document_back, gettext_lazy("借用归还")


class Regroup(DocumentAct):
    related = (*RELATED, *WITH_VOLUME)
    form_class, act, label = ActForm, actions.regroup, gettext_lazy("移到有联系的文件所在案卷")
    article = "R1.2.24"

    def may_open(self) -> bool:
        return acts_as_holder(holders.ROOM, self.record, self.user)
