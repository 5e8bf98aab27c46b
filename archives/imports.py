"""An old catalogue from Excel: volumes as they stand on the shelf, then their documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archives import actions, rules
from archives.forms.takeovers import OldDocumentForm, OldVolumeForm
from archives.kinds import FILING_KINDS, Category, Kind, LinkKind, Medium, Retention, Secrecy
from archives.models import Document, DocumentLink, Remark, Volume, VolumeState
from archives.roles import ARCHIVE_ROOM
from archives.scope import REGULATION
from foundation.articles import Refusal
from foundation.listing.imports import (
    ImportColumn,
    ImportSpec,
    Related,
    choice,
    date_text,
    text,
    whole_number_text,
)
from foundation.listing.imports.undo import linked
from foundation.people.delegation import acts_as
from foundation.people.models import Department, User

SECRECY_HELP = _("本公司自定密级；国家秘密不得录入")


def secrecy_text(cell: Any) -> str:
    """The company's own grades; a state secret is none of them (R1.2.15)."""
    if rules.bears_state_mark(text(cell)):
        raise ValidationError(_now("国家秘密不得录入本系统，目录也不得录入。"))
    return choice(Secrecy)(cell)


def filing_departments() -> Any:
    return Department.objects.filter(kind__in=FILING_KINDS)


class OldCatalogue(ImportSpec):
    """Of the archive room; what is there already has a life of its own and is not overwritten."""

    only_new = True
    saves_together = True
    allows_partial = True
    # All rows together: also the documents of a volume, wherever they stand in the file.
    batch = most_rows = 20_000

    def may_import(self, user: User) -> bool:
        return acts_as(user, ARCHIVE_ROOM, REGULATION)

    def form(
        self, data: dict[str, Any], *, record: Model | None, by: User
    ) -> django_forms.BaseForm:
        return self.form_class(data)

    def blank_form(self, *, record: Model | None, by: User) -> django_forms.BaseForm:
        return self.blank

    def start(self) -> None:
        super().start()
        self.blank = self.form_class()


class OldVolumeImport(OldCatalogue):
    code = "archives.volumes"
    title = _("旧档案卷目录")
    model = Volume
    form_class = OldVolumeForm
    key = ("archive_no",)
    columns = (
        ImportColumn("archive_no", _("档号"), required=True, example="XS-2015-C-008"),
        ImportColumn("name", _("案卷题名"), required=True, example=_("2015 年销售合同")),
        ImportColumn("department", _("部门"), Related(filing_departments, "name"), required=True,
            example=_("销售部")),
        ImportColumn("year", _("年度"), whole_number_text, required=True, example="2015"),
        ImportColumn("retention", _("保管期限"), choice(Retention), required=True,
            example=Retention.LONG.label),
        ImportColumn("secrecy", _("密级"), secrecy_text, required=True, help=SECRECY_HELP,
            example=Secrecy.INTERNAL.label),
        ImportColumn("clause_no", _("条款号"), help=_("留空即归入“旧档案卷”条款"), example="3"),
        ImportColumn("clause_title", _("条款名称"), example=_("销售合同")),
        ImportColumn("room", _("库房"), required=True, example=_("一号库")),
        ImportColumn("cabinet", _("柜"), required=True, example="A"),
        ImportColumn("shelf", _("层"), required=True, example="3"),
        ImportColumn("box", _("盒"), example="12"),
        ImportColumn("stated_documents", _("件数"), whole_number_text,
            help=_("旧备考表所载；录入卷内文件后改由系统统计"), example="46"),
        ImportColumn("stated_pages", _("页数"), whole_number_text, example="188"),
        ImportColumn("note", _("备注"), help=_("原立卷人、检查人等，记入备考表说明")),
    )  # fmt: skip
    notes = (
        _("录入的案卷标为“旧档在架”，不补立卷、检查签名；可以借阅、盘点和鉴定。"),
        _("部门当年没有案卷类目的，自动建立“旧目录”类目。"),
    )

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        numbers = [key["archive_no"] for key in keys]
        return Volume.objects.filter(archive_no__in=numbers).exclude(state=VolumeState.VOID)

    def save_all(self, rows: Sequence[dict[str, Any]], *, by: User) -> Sequence[Model | Refusal]:
        return actions.take_over_volumes(rows, by=by)

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        """The note of its catalogue came with it."""
        return linked(records, besides=(Remark,))

    def undo_created(self, records: Sequence[Model], *, by: User) -> None:
        """Nobody deletes a record (R1.1.3): it becomes void, its archive number free again."""
        for record in records:
            volume = Volume.objects.select_related("matter").get(pk=record.pk)
            reason, seen = _now("撤销导入"), volume.matter.version
            actions.void_volume(volume, by=by, reason=reason, seen=seen)


class OldDocumentImport(OldCatalogue):
    code = "archives.documents"
    title = _("旧档卷内文件目录")
    model = Document
    form_class = OldDocumentForm
    key = ("archive_no", "position")
    columns = (
        ImportColumn("archive_no", _("档号"), required=True, help=_("先导入案卷目录"),
            example="XS-2015-C-008"),
        ImportColumn("position", _("件号"), whole_number_text, required=True, example="1"),
        ImportColumn("name", _("题名"), required=True, example=_("与远达公司的销售合同")),
        ImportColumn("document_no", _("文号"), example=_("销合〔2015〕8 号")),
        ImportColumn("issuing_body", _("责任者"), required=True, example=_("销售部")),
        ImportColumn("dated_on", _("文件日期"), date_text, required=True, example="2015-03-09"),
        ImportColumn("category", _("归档范围"), choice(Category), required=True,
            example=Category.CONTRACT.label),
        ImportColumn("kind", _("文件种类"), choice(Kind), help=_("留空即“其他”"),
            example=Kind.OTHER.label),
        ImportColumn("first_year", _("针对期间：首年"), whole_number_text,
            help=_("跨年度的规划、总结填写")),
        ImportColumn("last_year", _("针对期间：末年"), whole_number_text),
        ImportColumn("opened_on", _("会议开幕日期"), date_text, help=_("会议文件填写")),
        ImportColumn("medium", _("载体"), choice(Medium), help=_("留空即纸质")),
        ImportColumn("copies", _("份数"), whole_number_text, example="1"),
        ImportColumn("pages", _("页数"), whole_number_text, example="6"),
        ImportColumn("secrecy", _("密级"), secrecy_text, help=_("留空即案卷的密级")),
        ImportColumn("retention", _("保管期限"), choice(Retention), help=_("留空即案卷的期限")),
        ImportColumn("lead", _("联系的件号"), whole_number_text,
            help=_("同卷的批复、正件、定稿、转发文件或主要文本的件号，可不填")),
        ImportColumn("relation", _("联系种类"), choice(LinkKind)),
        ImportColumn("reason", _("联系理由")),
        ImportColumn("handler", _("经办人工号")),
        ImportColumn("finished_on", _("办结日期"), date_text),
    )  # fmt: skip
    notes = (
        _("只能录入“旧档在架”的案卷；归档年度、部门、密级和顺序按制度检查。"),
        _("录入的文件标为“旧档在卷”，不补签收；不计入每月归档统计。"),
    )

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        numbers = {key["archive_no"] for key in keys}
        return Document.objects.filter(volume__archive_no__in=numbers).select_related("volume")

    def start(self) -> None:
        super().start()
        self.people: dict[str, User | None] = {}

    def form(self, data: dict[str, Any], **known: Any) -> django_forms.BaseForm:
        form = OldDocumentForm(data)
        form.people = self.people
        return form

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.volume.archive_no, str(record.position)

    def save_all(self, rows: Sequence[dict[str, Any]], *, by: User) -> Sequence[Model | Refusal]:
        return actions.take_over_documents(rows, by=by)

    def built_upon(self, records: Sequence[Model]) -> dict[str, str]:
        """Links among themselves came with them; one to another document builds on it."""
        keys = {record.pk for record in records}
        touching = DocumentLink.objects.filter(Q(lead__in=keys) | Q(other__in=keys))
        ends = set(touching.values_list("lead", "other"))
        outside = {key for pair in ends if not keys.issuperset(pair) for key in pair}
        used = linked(records, besides=(DocumentLink,))
        return used | {str(key): _now("已登记联系") for key in keys & outside}

    def undo_created(self, records: Sequence[Model], *, by: User) -> None:
        for record in records:
            document = Document.objects.select_related("matter", "volume__matter").get(pk=record.pk)
            reason, seen = _now("撤销导入"), document.matter.version
            actions.void(document, by=by, reason=reason, seen=seen)
