"""Who must act on a document or a volume by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archives import holders, policies
from archives.kinds import FILING_KINDS, Approver
from archives.models import unfiled
from archives.roles import ARCHIVE_ROOM, DEPARTMENT_ARCHIVIST
from foundation import clock
from foundation.duties.declarations import EachDepartment, OneRole, RecurringDuty
from foundation.duties.periods import DayOfNextMonth, Every
from foundation.people import roles as people
from foundation.people.models import Department
from foundation.policies.declarations import Policy
from foundation.process.holders import Chosen, Holder
from foundation.process.tasks import TaskKind
from foundation.process.workdays import add_workdays

if TYPE_CHECKING:
    from archives.models import Document, Volume
    from foundation.duties.models import Duty

DOCUMENT, VOLUME = "archives.Document", "archives.Volume"


def _collecting_due(document: Document) -> date:
    """With the handler's own last day (R1.2.18); a late one is collected on the next working day."""
    return max(document.delivery_due_on, add_workdays(clock.today(), 1))


def _placing_due(document: Document) -> date:
    return add_workdays(clock.today(), policies.PLACING_DAYS.value())


def _checking_due(volume: Volume) -> date:
    return add_workdays(clock.today(), policies.CHECKING_DAYS.value())


COLLECT = TaskKind(
    code="archives.collect",
    label=_("签收部门文件"),
    article="R1.2.18",
    model=DOCUMENT,
    awaits=("collect", "send_back"),
    superseded_by=("void",),
    holder=holders.COLLECTOR,
    due=_collecting_due,
    alerts=policies.STEP_ALERTS,
)
COMPLETE = TaskKind(
    code="archives.complete",
    label=_("补齐文件后送交"),
    article="R1.2.22",
    model=DOCUMENT,
    awaits=("hand_in",),
    superseded_by=("void",),
    holder=holders.HANDLER,
    due=lambda document: add_workdays(clock.today(), policies.DELIVERY_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)
PLACE = TaskKind(
    code="archives.place",
    label=_("按类目归卷"),
    article="R1.2.19",
    model=DOCUMENT,
    awaits=("put_into",),
    superseded_by=("void",),
    holder=holders.ROOM,
    due=_placing_due,
    alerts=policies.STEP_ALERTS,
)
REGROUP = TaskKind(
    code="archives.regroup",
    label=_("移到有联系的文件所在案卷"),
    article="R1.2.24",
    model=DOCUMENT,
    awaits=("take_out",),
    holder=holders.ROOM,
    due=_placing_due,
    alerts=policies.STEP_ALERTS,
)
COMPILE = TaskKind(
    code="archives.compile",
    label=_("改正后重新立卷"),
    article="R1.2.20",
    model=VOLUME,
    awaits=("compile", "void"),
    holder=holders.ROOM,
    due=_checking_due,
    alerts=policies.STEP_ALERTS,
)
CHECK = TaskKind(
    code="archives.check",
    label=_("检查案卷质量"),
    article="R1.2.21",
    model=VOLUME,
    awaits=("verify", "send_back"),
    superseded_by=("reopen",),
    holder=holders.CHECKER,
    due=_checking_due,
    alerts=policies.STEP_ALERTS,
)
SHELVE = TaskKind(
    code="archives.shelve",
    label=_("核对备考表并上架"),
    article="R1.4.N",
    model=VOLUME,
    awaits=("shelve", "send_back", "reopen"),
    holder=holders.ROOM,
    due=_checking_due,
    alerts=policies.STEP_ALERTS,
)
RECEIPT = TaskKind(
    code="archives.receipt",
    label=_("签收移交文件"),
    article="R1.2.4",
    model="archives.Transfer",
    awaits=("sign", "give_back"),
    holder=holders.ROOM,
    due=lambda transfer: add_workdays(clock.today(), policies.RECEIPT_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)
CLEAR = TaskKind(
    code="archives.clear",
    label=_("签认差旅归档"),
    article="R1.2.3",
    model="archives.Clearance",
    awaits=("clear", "send_back"),
    superseded_by=("void",),
    holder=holders.CLEARER,
    due=lambda clearance: add_workdays(clock.today(), policies.CLEARANCE_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)
ADD_MISSING = TaskKind(
    code="archives.add_missing",
    label=_("补交差旅文件"),
    article="R1.2.3",
    model="archives.Clearance",
    awaits=("ask_again", "void"),
    holder=holders.TRAVELLER,
    due=lambda clearance: add_workdays(clock.today(), policies.DELIVERY_DAYS.value()),
    alerts=policies.STEP_ALERTS,
)


LOAN, INCIDENT = "archives.Loan", "archives.Incident"


def _workdays(policy: Policy[int]) -> Callable[[Any], date]:
    return lambda record: add_workdays(clock.today(), policy.value())


def _approval(code: str, label: Any, article: str) -> TaskKind:
    return TaskKind(
        code=f"archives.{code}", label=label, article=article, model=LOAN,
        awaits=("approve", "refuse"), superseded_by=("withdraw",), holder=holders.LOAN_APPROVER,
        due=_workdays(policies.APPROVAL_DAYS), alerts=policies.STEP_ALERTS,
    )  # fmt: skip


# By whose signature and by which article it is asked for.
APPROVALS = {
    (Approver.LEADER, "R1.3.1.1"): _approval("approve_own", _("批准本部门借阅"), "R1.3.1.1"),
    (Approver.LEADER, "R1.3.1.2"): _approval("certify_loan", _("证明查阅需要"), "R1.3.1.2"),
    (Approver.KEEPER, "R1.3.1.2"): _approval("approve_other", _("批准跨部门查阅"), "R1.3.1.2"),
    (Approver.KEEPER, "R1.3.2.2"): _approval("approve_out", _("批准带出、复制或外借"), "R1.3.2.2"),
    (Approver.KEEPER, "R1.3.2.1"): _approval("approve_reader", _("批准外单位查阅"), "R1.3.2.1"),
    (Approver.MANAGER, "R1.3.2.1"): _approval("manage_reader", _("经理批准外单位查阅"), "R1.3.2.1"),
    (Approver.GM, "R1.2.15"): _approval("approve_top_secret", _("批准借阅绝密档案"), "R1.2.15"),
}
HAND_OUT = TaskKind(
    code="archives.hand_out", label=_("提供案卷"), article="R1.3.1.1", model=LOAN,
    awaits=("hand_out",), superseded_by=("withdraw",), holder=holders.ROOM,
    due=_workdays(policies.LENDING_DAYS), alerts=policies.STEP_ALERTS,
)  # fmt: skip
OPEN_LINK = TaskKind(
    code="archives.open_link", label=_("开通电子阅览"), article="R1.1.4", model=LOAN,
    awaits=("open_link",), superseded_by=("withdraw",), holder=holders.ROOM,
    due=_workdays(policies.LENDING_DAYS), alerts=policies.STEP_ALERTS,
)  # fmt: skip
ACCEPT = TaskKind(
    code="archives.accept", label=_("确认领取案卷"), article="R1.4.3", model=LOAN,
    awaits=("accept",), superseded_by=("put_back",), holder=holders.BORROWER,
    due=_workdays(policies.LENDING_DAYS), alerts=policies.STEP_ALERTS,
)  # fmt: skip
# Awaits no step: it is the borrower's, but the archive room says that the volume is back.
RETURN = TaskKind(
    code="archives.return", label=_("归还案卷"), article="R1.4.2", model=LOAN, awaits=(),
    holder=holders.BORROWER_OR_ROOM, due=lambda loan: loan.due_on, alerts=policies.RETURN_ALERTS,
    is_duty=True,
)  # fmt: skip
CONFIRM_RETURN = TaskKind(
    code="archives.confirm_return", label=_("确认归还清点"), article="R1.4.3", model=LOAN,
    awaits=("confirm_return",), holder=holders.BORROWER, due=_workdays(policies.LENDING_DAYS),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
HANDLE = TaskKind(
    code="archives.handle_incident", label=_("追查补救"), article="R1.4.3", model=INCIDENT,
    awaits=("handle",), holder=holders.ROOM, due=_workdays(policies.INCIDENT_DAYS),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
DECIDE = TaskKind(
    code="archives.decide_incident", label=_("作出处理决定"), article="R1.4.3", model=INCIDENT,
    awaits=("decide",), holder=holders.INCIDENT_JUDGE, due=_workdays(policies.INCIDENT_DAYS),
    alerts=policies.STEP_ALERTS,
)  # fmt: skip
BRING_BACK = TaskKind(
    code="archives.bring_back", label=_("归还临时借用的文件"), article="R1.2.4", model=DOCUMENT,
    awaits=(), holder=holders.KEEPER, due=_workdays(policies.LENDING_DAYS),
    alerts=policies.RETURN_ALERTS,
)  # fmt: skip


def _appraisal(
    code: str, label: Any, article: str, awaits: tuple[str, ...], who: Holder
) -> TaskKind:
    return TaskKind(
        code=f"archives.{code}", label=label, article=article, model="archives.Appraisal",
        awaits=awaits, holder=who, due=_workdays(policies.APPRAISAL_DAYS),
        alerts=policies.STEP_ALERTS,
    )  # fmt: skip


APPRAISE = _appraisal("appraise", _("第二人鉴定"), "R1.1.4", ("agree", "refuse"), holders.APPRAISER)
APPROVE_DESTRUCTION = _appraisal(
    "approve_destruction", _("批准销毁档案"), "R1.1.3", ("approve", "refuse"),
    holders.GENERAL_MANAGER,
)  # fmt: skip
DESTROY = _appraisal("destroy", _("销毁档案"), "R1.1.3", ("destroy",), holders.ROOM)
WITNESS = _appraisal(
    "witness", _("监销签名"), "R1.1.3", ("sign_as_witness",), holders.DESTRUCTION_WITNESS
)


SETTLE_STOCK = TaskKind(
    code="archives.settle_stock", label=_("处理盘点差异"), article="R1.1.4",
    model="archives.StockTake", awaits=("finish",), holder=holders.ROOM,
    due=_workdays(policies.CHECKING_DAYS), alerts=policies.STEP_ALERTS,
)  # fmt: skip


def filing_departments(period: date) -> QuerySet[Department]:
    """Stores file with the department above them."""
    return Department.objects.filter(kind__in=FILING_KINDS).select_related("head")


def _declares_empty(duty: Duty) -> Holder:
    """Nothing to file can only be said when nothing collected in the month is left."""
    assert duty.department is not None
    left = unfiled(duty.department, duty.period)
    return holders.OnceHandedOver() if left.exists() else holders.FILER


def _filing_page(duty: Duty) -> str:
    """Without an archivist there is nobody to hand over: one is named first."""
    assert duty.department is not None
    if people.holders(DEPARTMENT_ARCHIVIST, duty.department).exists():
        return reverse("archives:offer", args=[duty.department.pk])
    return reverse("archives:archivists")


FILING = RecurringDuty(
    code="archives.filing",
    label=_("归档上月文件"),
    article="R1.2.4",
    who=EachDepartment(filing_departments, holder=holders.FILER),
    due=DayOfNextMonth(policies.FILING_DAY),
    alerts=policies.FILING_ALERTS,
    empty_by=Chosen(_declares_empty),
    page=_filing_page,
)
APPRAISAL = RecurringDuty(
    code="archives.appraisal",
    label=_("鉴定保管期满的案卷"),
    article="R1.1.4",
    who=OneRole(ARCHIVE_ROOM),
    every=Every.YEAR,
    due=DayOfNextMonth(policies.APPRAISAL_DAY),
    alerts=policies.FILING_ALERTS,
    empty_by=holders.ROOM,
    page=lambda duty: reverse("archives:propose_appraisal"),
)
