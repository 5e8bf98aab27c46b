"""The states of a document, of a volume and of a filing scheme, in the order of their lives."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentState(models.TextChoices):
    HANDED_IN = "handed_in", _("待部门档案员签收")
    INCOMPLETE = "incomplete", _("待经办人补齐")
    COLLECTED = "collected", _("部门保管")
    OFFERED = "offered", _("待档案室签收")
    RECEIVED = "received", _("待归卷")
    FILED = "filed", _("已归卷")
    TAKEN_OVER = "taken_over", _("旧档在卷")
    DESTROYED = "destroyed", _("已销毁")
    VOID = "void", _("已作废")


# In a volume; the second came with an old catalogue, nobody has signed for it here.
IN_VOLUME = (DocumentState.FILED, DocumentState.TAKEN_OVER)
DOCUMENT_ENDED = frozenset({*IN_VOLUME, DocumentState.DESTROYED, DocumentState.VOID})
# Not filed yet: what its handler or the department still answers for.
WITH_DEPARTMENT = (DocumentState.HANDED_IN, DocumentState.INCOMPLETE, DocumentState.COLLECTED)


class VolumeState(models.TextChoices):
    COLLECTING = "collecting", _("组卷中")
    COMPILED = "compiled", _("已立卷，待检查")
    CHECKED = "checked", _("已检查，待上架")
    SHELVED = "shelved", _("已上架")
    TAKEN_OVER = "taken_over", _("旧档在架")
    APPRAISED = "appraised", _("已鉴定")
    KEPT = "kept", _("继续保管")
    DESTROYED = "destroyed", _("已销毁")
    VOID = "void", _("已作废")


# Whose contents may be put right: nobody has signed for them.
UNSIGNED = (VolumeState.COLLECTING, VolumeState.TAKEN_OVER)
ON_SHELF = (VolumeState.SHELVED, VolumeState.TAKEN_OVER, VolumeState.KEPT)
# What a stock-take expects in its place, unless it is lent.
IN_ROOM = (*ON_SHELF, VolumeState.APPRAISED)
VOLUME_ENDED = frozenset({*ON_SHELF, VolumeState.DESTROYED, VolumeState.VOID})


class SchemeState(models.TextChoices):
    DRAFTING = "drafting", _("编制中")
    IN_FORCE = "in_force", _("施行")
    TAKEN_OVER = "taken_over", _("旧目录")


class TransferState(models.TextChoices):
    OFFERED = "offered", _("待签收")
    SIGNED = "signed", _("已签收")
    RETURNED = "returned", _("已退回")


class NamingState(models.TextChoices):
    SERVING = "serving", _("在任")
    RELIEVED = "relieved", _("已变更")


class ClearanceState(models.TextChoices):
    REQUESTED = "requested", _("待档案员签认")
    INCOMPLETE = "incomplete", _("待补交")
    CLEARED = "cleared", _("可核报")
    REIMBURSED = "reimbursed", _("已核报")
    VOID = "void", _("已作废")


class LoanState(models.TextChoices):
    LEADER = "leader", _("待本部门领导批准")
    KEEPER = "keeper", _("待档案负责人批准")
    MANAGER = "manager", _("待经理批准")
    GM = "gm", _("待总经理批准")
    APPROVED = "approved", _("已批准，待提供")
    OFFERED = "offered", _("待借阅人确认领取")
    LENT = "lent", _("借阅中")
    COUNTED = "counted", _("待借阅人确认归还")
    RETURNED = "returned", _("已归还")
    REFUSED = "refused", _("未批准")
    WITHDRAWN = "withdrawn", _("已撤销")
    LOST = "lost", _("遗失")
    LINKED = "linked", _("电子阅览中")
    ENDED = "ended", _("电子阅览已结束")


LOAN_ASKED = (LoanState.LEADER, LoanState.KEEPER, LoanState.MANAGER, LoanState.GM)
# The volume is in the borrower's hands.
LOAN_OUT = (LoanState.OFFERED, LoanState.LENT)
# The borrower may open the electronic originals, until the return date.
LOAN_LIVE = (LoanState.LENT, LoanState.LINKED)
LOAN_ENDED = frozenset(
    {LoanState.RETURNED, LoanState.REFUSED, LoanState.WITHDRAWN, LoanState.LOST, LoanState.ENDED}
)
LOAN_OPEN = (*LOAN_ASKED, LoanState.APPROVED, *LOAN_OUT, LoanState.COUNTED, LoanState.LINKED)


class IncidentState(models.TextChoices):
    REPORTED = "reported", _("待补救")
    HANDLED = "handled", _("待处理决定")
    DECIDED = "decided", _("已处理")


class AppraisalState(models.TextChoices):
    PROPOSED = "proposed", _("待第二人鉴定")
    AGREED = "agreed", _("待总经理批准")
    APPROVED = "approved", _("待销毁")
    DESTROYED = "destroyed", _("待监销签名")
    WITNESSED = "witnessed", _("待第二人监销签名")
    DONE = "done", _("已办结")
    REFUSED = "refused", _("未同意")


class StockTakeState(models.TextChoices):
    COUNTING = "counting", _("盘点中")
    CLOSED = "closed", _("已签名，待处理差异")
    SETTLED = "settled", _("已办结")
    VOID = "void", _("已取消")
