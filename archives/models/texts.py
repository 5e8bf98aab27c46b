"""What electronic originals say, for the catalogue's search (R1.1.4)."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _

from archives.models.documents import Document
from foundation import clock
from foundation.papers.models import Attachment


class OriginalText(models.Model):
    """The text of one original, folded as the search folds; empty with a ``failure`` that says why."""

    attachment = models.OneToOneField(
        Attachment, models.PROTECT, primary_key=True, related_name="original_text"
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="original_texts")
    text = models.TextField(_("全文"), blank=True)
    failure = models.CharField(_("未能提取的原因"), max_length=200, blank=True)
    read_at = models.DateTimeField(default=clock.now)
    search_vector = models.GeneratedField(
        expression=Func(F("text"), function="process_bigrams"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("电子原件全文")
        verbose_name_plural = _("电子原件全文")
        indexes = [
            GinIndex(fields=["search_vector"], name="original_text_search", fastupdate=False)
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.attachment}"
