"""What of the archives somebody has in hand and passes on when they leave (R1.1.3)."""

from django.utils.translation import gettext_lazy as _

from archives.models import Document, DocumentState
from foundation.governance.holdings import Held, Holding, Move
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.steps import lock, raise_version

# What the archivist has signed for is no longer in its handler's hands.
IN_HAND = (DocumentState.HANDED_IN, DocumentState.INCOMPLETE)


def _in_hand(person: User) -> list[Document]:
    documents = Document.objects.filter(handler=person, state__in=IN_HAND)
    return list(documents.select_related("matter").order_by("pk"))


def _held(person: User) -> list[Held]:
    return [
        Held(str(one.pk), f"{one.number} {one.matter.title}", one.get_absolute_url())
        for one in _in_hand(person)
    ]


def _pass_on(move: Move) -> None:
    for document in _in_hand(move.leaver):
        fresh = lock(document)
        fresh.handler = move.successor
        fresh.save(update_fields=["handler"])
        log_event(
            fresh.matter, "hand_over", by=move.by, label=DOCUMENTS.label, article="R1.1.3",
            comment=move.comment, to=move.successor,
        )  # fmt: skip
        raise_version(fresh)


DOCUMENTS = Holding("archives.documents", _("未经档案员签收的文件"), _held, _pass_on)
