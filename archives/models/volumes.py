"""案卷 and its note sheet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archives import holders, rules
from archives.kinds import Retention, Secrecy, masked
from archives.models.documents import Document
from archives.models.links import links_of
from archives.models.places import Place
from archives.models.schemes import Clause
from archives.models.states import ON_SHELF, VOLUME_ENDED, VolumeState
from archives.scope import ClassifiedQuerySet
from foundation import clock
from foundation.history import NO_CHANGE, NO_TRUNCATE, track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import PartOfAnotherAct
from foundation.process.records import Record, StateField
from foundation.process.steps import step

STATE = VolumeState
PART_OF_ANOTHER_ACT = PartOfAnotherAct()


class VolumeQuerySet(ClassifiedQuerySet):
    def counted(self) -> VolumeQuerySet:
        """With the number of its documents and pages, as the note sheet states them (R1.4.N): counted,
        or of a volume from an old catalogue whose documents are not entered, as stated there."""
        inside = Document.objects.filter(volume=OuterRef("pk")).order_by().values("volume")
        documents = Subquery(inside.annotate(n=Count("pk")).values("n"))
        pages = Subquery(inside.annotate(n=Sum("pages")).values("n"))
        whole = models.IntegerField()
        counted: VolumeQuerySet = self.annotate(
            document_count=Coalesce(documents, "stated_documents", 0, output_field=whole),
            page_count=Coalesce(pages, "stated_pages", 0, output_field=whole),
        )
        return counted


@track(exclude=("matter",))
class Volume(Record):
    """One department, one year, one clause, one retention. Its secrecy is its highest document's."""

    series: ClassVar[Series] = Series("AJ", "AJ-{period}-{number:04d}", "%Y")
    closed_states = VOLUME_ENDED

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("部门")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    clause = models.ForeignKey(
        Clause, models.PROTECT, related_name="volumes", verbose_name=_("类目条款")
    )
    name = models.CharField(_("案卷题名"), max_length=120)
    archive_no = models.CharField(_("档号"), max_length=60, blank=True)
    retention = models.PositiveSmallIntegerField(_("保管期限"), choices=Retention)
    secrecy = models.PositiveSmallIntegerField(
        _("密级"), choices=Secrecy, default=Secrecy.PUBLIC, editable=False
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("组卷人"))

    state = StateField(_("状态"), default=STATE.COLLECTING, choices=STATE)
    compiled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("立卷人")
    )
    compiled_at = models.DateTimeField(_("立卷时间"), null=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("检查人")
    )
    checked_at = models.DateTimeField(_("检查时间"), null=True)
    shelved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    shelved_at = models.DateTimeField(_("上架时间"), null=True)
    has_paper_note_sheet = models.BooleanField(_("纸质备考表已签名入卷"), default=False)
    has_electronic_note_sheet = models.BooleanField(_("电子备考表已交"), default=False)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="volumes", verbose_name=_("库位")
    )
    is_taken_over = models.BooleanField(
        _("旧目录录入"), default=False, db_default=False, editable=False
    )
    stated_documents = models.PositiveSmallIntegerField(_("件数"), null=True, editable=False)
    stated_pages = models.PositiveIntegerField(_("页数"), null=True, editable=False)
    lent_at = models.DateTimeField(_("借出时间"), null=True, editable=False)
    hold_reason = models.CharField(
        _("冻结理由"), max_length=200, blank=True, default="", db_default="", editable=False
    )
    is_flagged = models.BooleanField(
        _("有未了结的事故"), default=False, db_default=False, editable=False
    )

    objects: ClassVar[models.Manager[Any]] = VolumeQuerySet.as_manager()

    class Meta:
        verbose_name = _("案卷")
        verbose_name_plural = _("案卷")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["archive_no"], condition=~Q(archive_no="") & ~Q(state=STATE.VOID),
                name="one_volume_a_number",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=models.F("compiled_by")),
                name="volume_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ON_SHELF)
                | Q(is_taken_over=True, place__isnull=False)
                | Q(
                    has_paper_note_sheet=True,
                    has_electronic_note_sheet=True,
                    place__isnull=False,
                    checked_by__isnull=False,
                ),
                name="volume_shelved_with_note_sheet",
            ),
            models.CheckConstraint(
                condition=Q(is_taken_over=False) | Q(compiled_by=None, checked_by=None),
                name="nobody_signed_what_was_taken_over",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["department", "year", "-matter"], name="volume_department"),
            models.Index(fields=["year", "-matter"], name="volume_year"),
            models.Index(fields=["place"], name="volume_place"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "volume"

    def title(self) -> str:
        """Mails and other people's lists show it: of what not all may see, only the grade."""
        return self.name if self.secrecy <= Secrecy.INTERNAL else masked(self.secrecy, _("案卷"))

    def search_text(self) -> str:
        place = str(self.place) if self.place_id else ""
        return " ".join(
            part for part in (self.archive_no, self.name, str(self.clause), place) if part
        )

    def responsible_department(self) -> Department | None:
        return self.department

    @property
    def label(self) -> str:
        return f"{self.archive_no or self.number}《{self.name}》"

    @property
    def public_label(self) -> str:
        """For the events of others, which more people may read."""
        return f"{self.archive_no or self.number}《{self.title()}》"

    def contents(self) -> list[Document]:
        """Its documents in order."""
        return list(self.documents.select_related("matter").order_by("position"))

    def faults(self) -> list[rules.Fault]:
        """What still keeps it from being signed."""
        documents = self.contents()
        return rules.faults_of_volume(
            self, documents, links_of(documents), gm_office=holders.gm_office()
        )

    # Checks: what is still missing before a step.

    def _is_ready(self) -> list[Any]:
        return [str(fault) for fault in self.faults()]

    def _is_here(self) -> list[Any]:
        return [_("案卷已借出，须先归还。")] if self.lent_at else []

    def _is_empty(self) -> list[Any]:
        return [_("先把卷内文件取出。")] if self.documents.exists() else []

    # Steps.

    @step(
        _("立卷签名"), article="R1.2.20", source=STATE.COLLECTING, target=STATE.COMPILED,
        who=holders.ROOM, checks=(_is_ready,), sets=("compiled_by", "compiled_at"),
        can_be_taken_back=True,
    )  # fmt: skip
    def compile(self, *, by: User, archive_no: str) -> None:
        self.archive_no, self.is_taken_over = archive_no, False
        self.compiled_by, self.compiled_at = by, clock.now()

    @step(
        _("检查签名"), article="R1.4.N", source=STATE.COMPILED, target=STATE.CHECKED,
        who=holders.CHECKER, not_by=("compiled_by_id",), sets=("checked_by", "checked_at"),
        can_be_taken_back=True, style="success",
    )  # fmt: skip
    def verify(self, *, by: User) -> None:
        self.checked_by, self.checked_at = by, clock.now()

    @step(
        _("上架"), article="R1.4.N", source=STATE.CHECKED, target=STATE.SHELVED, who=holders.ROOM,
        style="success",
    )  # fmt: skip
    def shelve(self, *, by: User, place: Place) -> None:
        """Both note sheets are there: the signed paper and the electronic one."""
        self.has_paper_note_sheet = self.has_electronic_note_sheet = True
        self.place, self.shelved_by, self.shelved_at = place, by, clock.now()

    @step(
        _("退回改正"), article="R1.2.21", source=[STATE.COMPILED, STATE.CHECKED],
        target=STATE.COLLECTING, who=holders.CHECKER, reason_required=True, style="warning",
    )  # fmt: skip
    def send_back(self, *, by: User) -> None:
        self._unsign()

    @step(
        _("重新组卷"), article="R1.2.24", source=[STATE.COMPILED, STATE.CHECKED, *ON_SHELF],
        target=STATE.COLLECTING, who=holders.ROOM, checks=(_is_here,), reason_required=True,
        style="secondary",
    )  # fmt: skip
    def reopen(self, *, by: User) -> None:
        self._unsign()

    def _unsign(self) -> None:
        """It will be signed again, with a note sheet of its own."""
        self.compiled_by = self.compiled_at = self.checked_by = self.checked_at = None
        self.shelved_by = self.shelved_at = None
        self.has_paper_note_sheet = self.has_electronic_note_sheet = False

    @step(
        _("列入鉴定"), article="R1.1.4", source=list(ON_SHELF), target=STATE.APPRAISED,
        who=PART_OF_ANOTHER_ACT, checks=(_is_here,),
    )  # fmt: skip
    def appraise(self, *, by: User) -> None:
        """Two people have judged it."""

    @step(
        _("继续保管"), article="R1.1.4", source=STATE.APPRAISED, target=STATE.KEPT,
        who=PART_OF_ANOTHER_ACT,
    )  # fmt: skip
    def keep(self, *, by: User) -> None:
        """Back to its shelf; next year it may be judged again."""

    @step(
        _("销毁"), article="R1.1.3", source=STATE.APPRAISED, target=STATE.DESTROYED,
        who=PART_OF_ANOTHER_ACT,
    )  # fmt: skip
    def destroy(self, *, by: User) -> None:
        """Its entry, its contents' titles and the destruction list stay."""

    @step(
        _("作废"), article="R1.1.3", source=[STATE.COLLECTING, STATE.TAKEN_OVER], target=STATE.VOID,
        who=holders.ROOM, checks=(_is_empty, _is_here), reason_required=True, style="secondary",
    )  # fmt: skip
    def void(self, *, by: User) -> None:
        """Opened by mistake: the number stays."""


class Remark(models.Model):
    """备考表 · 立卷后的说明: appended, signed with time, never edited (R1.4.N)."""

    append_only = True

    volume = models.ForeignKey(Volume, models.PROTECT, related_name="remarks")
    text = models.TextField(_("说明"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("备考说明")
        verbose_name_plural = _("备考说明")
        ordering = ["pk"]
        triggers = [NO_CHANGE, NO_TRUNCATE]

    def __str__(self) -> str:
        return self.text[:40]
