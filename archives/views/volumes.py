"""Volumes: list, one with its contents and note sheet."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views import View

from archives import actions, holders
from archives.actions.appraisals import ends_on
from archives.filters import VolumeFilter
from archives.forms import volumes as forms
from archives.models import IN_ROOM, ON_SHELF, Document, DocumentState, Volume, VolumeState
from archives.rules import Fault
from archives.tables import VolumeTable
from foundation.articles import Refusal
from foundation.desk.course import path
from foundation.desk.record_pages import (
    ActPage,
    CommentForm,
    ReasonForm,
    RecordDetail,
)
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from foundation.process.requests import whole_number
from foundation.process.submissions import key_of

RELATED = (
    "department", "clause__scheme", "place", "compiled_by__department", "checked_by__department",
    "shelved_by__department",
)  # fmt: skip


class VolumeList(ListPage):
    code = "archives.volumes"
    title = gettext_lazy("案卷")
    model = Volume
    table_class = VolumeTable
    filterset_class = VolumeFilter
    sortable = ("number", "year")
    default_columns = (
        "number", "archive_no", "name", "department", "year", "retention", "document_count",
        "page_count", "place", "state",
    )  # fmt: skip
    template_name = "archives/volumes.html"
    empty_title = gettext_lazy("还没有案卷")

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().counted()  # type: ignore[attr-defined, no-any-return]

    def extra_context(self, selection: Any) -> dict[str, Any]:
        is_room = may_open(self.user, "archives:open_volume")
        return {"may_open": is_room, "may_import": is_room}


class Open(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        first = {"clause": whole_number(request.GET.get("clause")) or None}
        return self._show(forms.OpenVolumeForm(initial=first))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        form = forms.OpenVolumeForm(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            volume = actions.open_volume(
                by=cast(User, request.user), key=key_of(request), **form.cleaned_data
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        return redirect(volume.get_absolute_url())

    def _show(self, form: forms.OpenVolumeForm) -> HttpResponse:
        status = 422 if form.errors else 200
        return render(self.request, "archives/open_volume.html", {"form": form}, status=status)


PATH = (VolumeState.COLLECTING, VolumeState.COMPILED, VolumeState.CHECKED, VolumeState.SHELVED)


class Detail(RecordDetail):
    model = Volume
    related = RELATED
    template_name = "archives/volume.html"
    act_pages: ClassVar[dict[str, str]] = {
        "compile": "archives:compile",
        "verify": "archives:verify",
        "shelve": "archives:shelve",
        "send_back": "archives:return_volume",
        "reopen": "archives:reopen",
        "void": "archives:void_volume",
    }

    def whole(self, records: Any) -> Any:
        return super().whole(records).counted()

    def extra_context(self) -> dict[str, Any]:
        volume: Volume = self.record
        visible = Document.objects.visible_to(self.user).filter(volume=volume)
        contents = list(visible.select_related("matter", "department").order_by("position"))
        return {
            "volume": volume,
            "contents": contents,
            "remarks": volume.remarks.select_related("written_by"),
            "path": path(volume.state, PATH),
            "faults": self.faults(),
            "may_reorder": volume.state == VolumeState.COLLECTING
            and len(contents) > 1
            and acts_as_holder(holders.ROOM, volume, self.user),
            "ends_on": ends_on(volume),
            "may_hold": volume.state != VolumeState.DESTROYED
            and acts_as_holder(holders.HEAD_OF_ARCHIVES, volume, self.user),
            "may_borrow": volume.state in ON_SHELF,
            "may_enter_reader": volume.state in ON_SHELF
            and may_open(self.user, "archives:borrow_for_reader"),
            "may_move": volume.state in IN_ROOM and acts_as_holder(holders.ROOM, volume, self.user),
            "may_remark": volume.state != VolumeState.COLLECTING
            and acts_as_holder(holders.ROOM, volume, self.user),
        }

    def faults(self) -> list[dict[str, Any]]:
        """What keeps it from being signed, each with the page that mends it (R1.2.22)."""
        collecting = self.record.state == VolumeState.COLLECTING
        if not collecting or not acts_as_holder(holders.ROOM, self.record, self.user):
            return []
        return [
            {
                "text": fault.text,
                "article": fault.article,
                "label": MENDING[fault.mend][1],
                "url": _mending_page(self.record, fault),
            }
            for fault in self.record.faults()
        ]


# What mends a fault: the page, whether it is the volume's, and its button.
MENDING: dict[str, tuple[str, Any]] = {
    "place": ("archives:list", gettext_lazy("看待归卷的文件")),
    "amend": ("archives:amend", gettext_lazy("补填")),
    "take_out": ("archives:take_out", gettext_lazy("取出")),
    "link": ("archives:link", gettext_lazy("登记联系")),
    "bring": ("archives:document", gettext_lazy("看该文件")),
    "reorder": ("archives:reorder", gettext_lazy("调整顺序")),
}


def _mending_page(volume: Volume, fault: Fault) -> str:
    page = MENDING[fault.mend][0]
    if fault.mend == "place":
        return f"{reverse(page)}?state={DocumentState.RECEIVED}&department={volume.department_id}"
    return reverse(page, args=[volume.pk if fault.mend == "reorder" else fault.document])


class VolumeAct(ActPage):
    model = Volume
    related = RELATED


class Compile(VolumeAct):
    form_class, act, steps = forms.CompileForm, actions.compile_volume, ("compile",)
    remedy = "archives:volume", gettext_lazy("逐项改正")


class Verify(VolumeAct):
    form_class, act, steps = CommentForm, actions.verify, ("verify",)


class Return(VolumeAct):
    form_class, act, steps = ReasonForm, actions.return_volume, ("send_back",)


class Shelve(VolumeAct):
    form_class, act, steps = forms.ShelveForm, actions.shelve, ("shelve",)


class Reopen(VolumeAct):
    form_class, act, steps = ReasonForm, actions.reopen, ("reopen",)


class Void(VolumeAct):
    form_class, act, steps = ReasonForm, actions.void_volume, ("void",)


class RoomAct(VolumeAct):
    """Acts without a state of their own: the archive room's."""

    def may_open(self) -> bool:
        return acts_as_holder(holders.ROOM, self.record, self.user)


class Reorder(RoomAct):
    form_class, act, label = forms.ReorderForm, actions.reorder, gettext_lazy("调整顺序")
    article = "R1.2.25"


class AddRemark(RoomAct):
    form_class, act, label = forms.RemarkForm, actions.remark, gettext_lazy("填写备考说明")
    article = "R1.4.N"
