"""What of the archives somebody has in hand and passes on when they leave (R1.1.3)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives.actions.archivists import end_naming
from archives.actions.incidents import lose_on_leaving
from archives.models import (
    LOAN_OUT,
    Document,
    DocumentState,
    Loan,
    Naming,
    NamingState,
    TemporaryLoan,
    Volume,
)
from foundation.articles import Refusal
from foundation.governance.holdings import Held, Holding, Move, of_records
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


DOCUMENTS = Holding("archives.documents", gettext_lazy("未经档案员签收的文件"), _held, _pass_on)


VOLUMES = of_records("archives.volumes", gettext_lazy("在办的案卷"), lambda: Volume, "opened_by")


def _lent(person: User) -> list[Loan]:
    out = Loan.objects.filter(borrower=person, state__in=LOAN_OUT)
    return list(out.select_related("matter", "volume__matter", "department").order_by("pk"))


def _loans(person: User) -> list[Held]:
    return [
        Held(str(loan.pk), f"{loan.number} {loan.matter.title}", loan.get_absolute_url())
        for loan in _lent(person)
    ]


def _end_loans(move: Move) -> None:
    """Borrowed archives are not passed on (R1.4.3): brought back first, or recorded as lost."""
    loans = _lent(move.leaver)
    out = [loan.matter.title for loan in loans if str(loan.pk) not in move.missing]
    if out:
        message = _("借阅的案卷不能转交，须先归还档案室；拿不出的登记为缺失。")
        raise Refusal("R1.1.3", message, missing=out)
    for loan in loans:
        lose_on_leaving(loan, by=move.by, text=move.comment)


LOANS = Holding(
    "archives.loans", gettext_lazy("借阅中的案卷"), _loans, _end_loans, can_be_missing=True
)


def _borrowed(person: User) -> list[Held]:
    out = TemporaryLoan.objects.filter(borrower=person, taken_back_at=None)
    return [
        Held(str(one.pk), one.document.matter.title, one.document.get_absolute_url())
        for one in out.select_related("document__matter").order_by("pk")
    ]


def _pass_borrowed(move: Move) -> None:
    """Whoever goes on with the business has them from now on."""
    TemporaryLoan.objects.filter(borrower=move.leaver, taken_back_at=None).update(
        borrower=move.successor
    )
    Document.objects.filter(lent_to=move.leaver).update(lent_to=move.successor)


BORROWED = Holding("archives.borrowed", gettext_lazy("临时借用的文件"), _borrowed, _pass_borrowed)


def _serving(person: User) -> list[Naming]:
    serving = Naming.objects.filter(person=person, state=NamingState.SERVING)
    return list(serving.select_related("matter", "department", "person").order_by("pk"))


def _namings(person: User) -> list[Held]:
    return [Held(str(one.pk), one.matter.title, one.get_absolute_url()) for one in _serving(person)]


def _end_namings(move: Move) -> None:
    for naming in _serving(move.leaver):
        end_naming(naming, by=move.by, comment=move.comment)


NAMINGS = Holding(
    "archives.namings", gettext_lazy("部门档案员职责（交接时终止）"), _namings, _end_namings
)
