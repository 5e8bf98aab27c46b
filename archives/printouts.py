"""The official papers of regulation 1. What the reader may not see is not printed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from archives.actions.stocktakes import differences
from archives.models import (
    IN_ROOM,
    Appraisal,
    AppraisalItem,
    Clearance,
    Document,
    FilingScheme,
    Loan,
    Naming,
    StockTake,
    StockTakeState,
    Transfer,
    Volume,
    VolumeState,
)
from foundation.papers.printing import Printout
from foundation.people.models import User

VOLUME, SCHEME = "archives.Volume", "archives.FilingScheme"


def _contents(volume: Volume, user: User) -> list[Document]:
    visible = Document.objects.visible_to(user).filter(volume=volume)
    return list(visible.select_related("matter").order_by("position"))


def volume_papers(volume: Volume, user: User) -> dict[str, Any]:
    counted = Volume.objects.counted().select_related(
        "department", "clause", "place", "compiled_by", "checked_by"
    )
    documents = _contents(volume, user)
    dates = sorted(document.dated_on for document in documents)
    return {
        "volume": counted.get(pk=volume.pk),
        "documents": documents,
        "first_on": dates[0] if dates else None,
        "last_on": dates[-1] if dates else None,
        "remarks": volume.remarks.select_related("written_by"),
    }


def catalogue(scheme: FilingScheme, user: User) -> dict[str, Any]:
    """案卷目录 of a department and year: the volumes that were signed."""
    volumes: Any = Volume.objects.visible_to(user).filter(clause__scheme=scheme)
    signed = volumes.exclude(state__in=[VolumeState.COLLECTING, VolumeState.VOID])
    found = signed.counted().select_related("matter", "clause", "place")
    volumes = list(found.order_by("clause__number", "archive_no"))
    return {"scheme": scheme, "volumes": volumes, **_totals(volumes)}


def _totals(volumes: list[Any]) -> dict[str, int]:
    return {
        "documents": sum(volume.document_count for volume in volumes),
        "pages": sum(volume.page_count for volume in volumes),
    }


def register(scheme: FilingScheme, user: User) -> dict[str, Any]:
    """文件处理登记簿: what the archive room has received under the scheme (R1.2.19)."""
    documents = Document.objects.visible_to(user).filter(
        clause__scheme=scheme, received_at__isnull=False
    )
    found = documents.select_related("matter", "clause", "handler", "volume__matter")
    return {"scheme": scheme, "documents": found.order_by("received_at", "pk")}


def receipt(transfer: Transfer, user: User) -> dict[str, Any]:
    visible = Document.objects.visible_to(user).values("pk")
    items = transfer.items.filter(document__in=visible).select_related("document__matter")
    return {"transfer": transfer, "items": items.order_by("pk")}


def clearance_slip(clearance: Clearance, user: User) -> dict[str, Any]:
    visible = Document.objects.visible_to(user).filter(clearances=clearance)
    return {
        "clearance": clearance,
        "documents": visible.select_related("matter").order_by("pk"),
    }


def naming_slip(naming: Naming, user: User) -> dict[str, Any]:
    return {"naming": naming}


def loan_slip(loan: Loan, user: User) -> dict[str, Any]:
    """The item list both sides count by (R1.4.3)."""
    visible = Document.objects.visible_to(user).filter(volume=loan.volume_id)
    return {
        "loan": Loan.objects.select_related(
            "volume__matter", "borrower", "department", "lent_by", "taken_back_by"
        ).get(pk=loan.pk),
        "items": visible.select_related("matter").order_by("position"),
    }


def loan_register(scheme: FilingScheme, user: User) -> dict[str, Any]:
    """档案借阅登记簿 of a department's volumes of the year (R1.3.2.2)."""
    loans: Any = Loan.objects.visible_to(user).filter(volume__clause__scheme=scheme)
    found = loans.exclude(lent_at=None).select_related("matter", "borrower", "department")
    return {"scheme": scheme, "loans": found.order_by("lent_at", "pk")}


def destruction_list(appraisal: Appraisal, user: User) -> dict[str, Any]:
    """What was destroyed, and everybody who has signed for it (R1.1.3)."""
    chosen = appraisal.items.filter(verdict=AppraisalItem.Verdict.DESTROY)
    volumes = Volume.objects.filter(pk__in=chosen.values("volume")).counted()
    listed = list(volumes.select_related("department").order_by("year", "archive_no"))
    one = Appraisal.objects.select_related(
        "matter", "appraised_by", "second_by", "approved_by", "destroyed_by", "witness",
        "second_witness",
    ).get(pk=appraisal.pk)  # fmt: skip
    return {
        "appraisal": one,
        "volumes": listed,
        **_totals(listed),
        "signatures": [
            (_("鉴定人"), one.appraised_by, one.matter.opened_at),
            (_("第二鉴定人"), one.second_by, one.second_at),
            (_("批准人"), one.approved_by, one.approved_at),
            (_("销毁人"), one.destroyed_by, one.destroyed_at),
            (_("监销人"), one.witness, one.witnessed_at),
            (_("第二监销人"), one.second_witness, one.second_witnessed_at),
        ],
    }


def difference_list(taken: StockTake, user: User) -> dict[str, Any]:
    return {"taken": taken, "differences": differences(taken)}


def holdings(taken: StockTake, user: User) -> dict[str, Any]:
    """What is registered in the places of the stock-take, to be ticked off by hand."""
    volumes = Volume.objects.filter(place__in=taken.places(), state__in=IN_ROOM).counted()
    found = volumes.select_related("place", "matter")
    return {
        "taken": taken,
        "volumes": found.order_by("place__in_order", "archive_no"),
    }


def _is_cleared(clearance: Clearance, user: User) -> bool:
    return clearance.cleared_at is not None


def _is_signed(volume: Volume, user: User) -> bool:
    return volume.compiled_at is not None


def _is_numbered(volume: Volume, user: User) -> bool:
    return volume.is_taken_over or _is_signed(volume, user)


COVER = Printout(
    code="archives.cover", label=_("案卷封面"), model=VOLUME, article="R1.2.20",
    template="archives/print/cover.html", context=volume_papers, who=_is_numbered,
)  # fmt: skip
CONTENTS = Printout(
    code="archives.contents", label=_("卷内文件目录"), model=VOLUME, article="R1.2.26",
    template="archives/print/contents.html", context=volume_papers,
)  # fmt: skip
NOTE_SHEET = Printout(
    code="archives.note_sheet", label=_("卷内备考表"), model=VOLUME, article="R1.4.N",
    template="archives/print/note_sheet.html", context=volume_papers, who=_is_signed,
)  # fmt: skip
LABELS = Printout(
    code="archives.labels", label=_("脊背与盒面标签"), model=VOLUME, article="R1.2.20",
    template="archives/print/labels.html", context=volume_papers, who=_is_numbered,
)  # fmt: skip
CATALOGUE = Printout(
    code="archives.catalogue", label=_("案卷目录"), model=SCHEME, article="R1.2.20",
    template="archives/print/catalogue.html", context=catalogue, landscape=True,
)  # fmt: skip
REGISTER = Printout(
    code="archives.register", label=_("文件处理登记簿"), model=SCHEME, article="R1.2.19",
    template="archives/print/register.html", context=register, landscape=True,
)  # fmt: skip
RECEIPT = Printout(
    code="archives.receipt", label=_("交接清单"), model="archives.Transfer", article="R1.2.4",
    template="archives/print/receipt.html", context=receipt,
)  # fmt: skip
CLEARANCE = Printout(
    code="archives.clearance", label=_("差旅归档签认单"), model="archives.Clearance",
    article="R1.2.3", template="archives/print/clearance.html", context=clearance_slip,
    who=_is_cleared,
)  # fmt: skip
NAMING = Printout(
    code="archives.naming", label=_("档案员备案表"), model="archives.Naming", article="R1.1.3",
    template="archives/print/naming.html", context=naming_slip,
)  # fmt: skip
LOAN = Printout(
    code="archives.loan", label=_("借阅单"), model="archives.Loan", article="R1.4.3",
    template="archives/print/loan.html", context=loan_slip,
)  # fmt: skip
LOANS = Printout(
    code="archives.loans", label=_("档案借阅登记簿"), model=SCHEME, article="R1.3.2.2",
    template="archives/print/loans.html", context=loan_register, landscape=True,
)  # fmt: skip
DESTRUCTION = Printout(
    code="archives.destruction", label=_("销毁清单"), model="archives.Appraisal", article="R1.1.3",
    template="archives/print/destruction.html", context=destruction_list,
)  # fmt: skip
DIFFERENCES = Printout(
    code="archives.differences", label=_("盘点差异清单"), model="archives.StockTake",
    article="R1.1.4", template="archives/print/differences.html", context=difference_list,
    who=lambda taken, user: taken.state in (StockTakeState.CLOSED, StockTakeState.SETTLED),
)  # fmt: skip
HOLDINGS = Printout(
    code="archives.holdings", label=_("架位清单"), model="archives.StockTake", article="R1.1.4",
    template="archives/print/holdings.html", context=holdings,
)  # fmt: skip
