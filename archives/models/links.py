"""What belongs together (R1.2.23)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from archives.kinds import LinkKind
from archives.models.documents import Document
from foundation import clock
from foundation.history import track
from foundation.people.models import User


@track()
class DocumentLink(models.Model):
    """``lead`` is the reply, original, final text, forwarding document, main version, document, or
    the top-secret one; ``other`` its request, attachment, draft and so on."""

    kind = models.CharField(_("联系"), max_length=10, choices=LinkKind)
    lead = models.ForeignKey(Document, models.PROTECT, related_name="links_out")
    other = models.ForeignKey(Document, models.PROTECT, related_name="links_in")
    reason = models.CharField(
        _("理由"), max_length=200, blank=True, help_text=_("与绝密文件密切联系的必填。")
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("文件联系")
        verbose_name_plural = _("文件联系")
        constraints = [
            models.UniqueConstraint(
                Least("lead", "other"), Greatest("lead", "other"), name="one_link_a_pair"
            ),
            models.CheckConstraint(condition=~Q(lead=F("other")), name="link_between_two"),
            models.CheckConstraint(
                condition=~Q(kind=LinkKind.CLOSE) | ~Q(reason=""), name="close_link_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead} ↔ {self.other}"


def links_of(documents: Iterable[Document]) -> list[DocumentLink]:
    """All links that touch these documents, both ends fetched."""
    keys = [document.pk for document in documents]
    touching = DocumentLink.objects.filter(Q(lead__in=keys) | Q(other__in=keys))
    return list(touching.select_related("lead__matter", "other__matter").order_by("pk"))


# What moving a document into another volume reads of both.
WITH_VOLUME = (
    "matter", "volume__matter", "volume__clause", "volume__department", "volume__place",
)  # fmt: skip
_BOUND = """
WITH RECURSIVE bound (id) AS (
    SELECT unnest(%s::bigint[])
    UNION
    SELECT CASE WHEN link.lead_id = bound.id THEN link.other_id ELSE link.lead_id END
    FROM archives_documentlink AS link JOIN bound ON bound.id IN (link.lead_id, link.other_id)
    WHERE link.kind <> %s
)
SELECT id FROM bound
"""


def linked_with(documents: Collection[Document]) -> tuple[dict[int, Document], list[DocumentLink]]:
    """The documents and all that is bound to them, near and far (R1.2.23), with the links."""
    with connection.cursor() as cursor:
        cursor.execute(_BOUND, [[one.pk for one in documents], LinkKind.CLOSE])
        keys = [key for (key,) in cursor.fetchall()]
    found = {document.pk: document for document in documents}
    others = Document.objects.filter(pk__in=set(keys) - set(found))
    found |= {one.pk: one for one in others.select_related(*WITH_VOLUME)}
    return found, links_of(found.values())
