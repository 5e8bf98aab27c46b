"""交接签收: what a department hands to the archive room, signed by both (R1.2.4)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archives import holders
from archives.models.documents import Document
from archives.models.states import TransferState
from archives.scope import TransferQuerySet
from foundation import clock
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.records import Record, StateField
from foundation.process.steps import step


class CountedTransferQuerySet(TransferQuerySet):
    def counted(self) -> CountedTransferQuerySet:
        items = TransferItem.objects.filter(transfer=OuterRef("pk")).order_by().values("transfer")
        counted: CountedTransferQuerySet = self.annotate(
            document_count=Coalesce(Subquery(items.annotate(n=Count("pk")).values("n")), 0)
        )
        return counted


class Transfer(Record):
    series: ClassVar[Series] = Series("YJ", "YJ-{period}-{number:04d}", "%Y")
    closed_states = frozenset({TransferState.SIGNED, TransferState.RETURNED})

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", verbose_name=_("移交部门")
    )
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("移交人"))
    offered_at = models.DateTimeField(_("移交时间"), default=clock.now)
    state = StateField(_("状态"), default=TransferState.OFFERED, choices=TransferState)
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("接收人")
    )
    received_at = models.DateTimeField(_("接收时间"), null=True)
    documents = models.ManyToManyField(
        Document, through="TransferItem", related_name="transfers", verbose_name=_("文件")
    )

    objects: ClassVar[models.Manager[Any]] = CountedTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("交接签收")
        verbose_name_plural = _("交接签收")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_by=None) | ~Q(received_by=models.F("offered_by")),
                name="transfer_signed_by_two",
            )
        ]
        indexes = [models.Index(fields=["department", "offered_at"], name="transfer_department")]

    @classmethod
    def page_name(cls) -> str:
        return "transfer"

    def title(self) -> str:
        return f"{self.department.name} · {clock.local_date(self.offered_at)}"

    def responsible_department(self) -> Department | None:
        return self.department

    def owner(self) -> User | None:
        return self.offered_by

    @step(
        _("签收"), article="R1.2.4", source=TransferState.OFFERED, target=TransferState.SIGNED,
        who=holders.ROOM, not_by=("offered_by_id",), style="success",
    )  # fmt: skip
    def sign(self, *, by: User) -> None:
        self.received_by, self.received_at = by, clock.now()

    @step(
        _("全部退回"), article="R1.2.22", source=TransferState.OFFERED, target=TransferState.RETURNED,
        who=holders.ROOM, not_by=("offered_by_id",), reason_required=True, style="warning",
    )  # fmt: skip
    def give_back(self, *, by: User) -> None:
        self.received_by, self.received_at = by, clock.now()


class TransferItem(models.Model):
    """One document on the receipt; ``is_returned``: the archive room did not take it."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="items")
    document = models.ForeignKey(Document, models.PROTECT, related_name="transfer_items")
    is_returned = models.BooleanField(_("退回"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "document"], name="one_item_a_document")
        ]

    def __str__(self) -> str:
        return f"{self.transfer} · {self.document}"
