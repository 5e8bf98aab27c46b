"""Penalties about files: list, page, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActPage, CommentForm, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.process.holders import acts_as_holder
from health_forms import actions, holders
from health_forms.filters import PenaltyFilter
from health_forms.forms.penalties import PenaltyForm, StatementForm
from health_forms.models import Penalty
from health_forms.tables import PenaltyTable
from health_forms.views.files import FileAct

RELATED = ("file__matter", "person__department", "proposed_by", "decided_by")


class PenaltyList(ListPage):
    code = "health_forms.penalties"
    title = gettext_lazy("档案处罚")
    model = Penalty
    table_class = PenaltyTable
    filterset_class = PenaltyFilter
    sortable = ("number",)
    empty_title = gettext_lazy("没有档案处罚")


class ProposePenalty(FileAct):
    form_class, act = PenaltyForm, actions.propose_penalty
    label = gettext_lazy("提出处罚")
    article = "R4.2.10"

    def may_open(self) -> bool:
        return acts_as_holder(holders.SALES_MANAGER, self.record, self.user)

    def target(self, result: Any) -> str:
        return str((result or self.record).get_absolute_url())


class PenaltyPage(RecordDetail):
    model = Penalty
    related = RELATED
    template_name = "health_forms/penalty.html"
    act_pages: ClassVar[dict[str, str]] = {
        "hear": "health_forms:state_case",
        "approve": "health_forms:approve_penalty",
        "refuse": "health_forms:refuse_penalty",
    }

    def extra_context(self) -> dict[str, Any]:
        penalty: Penalty = self.record
        may_restore = penalty.restored_at is None and acts_as_holder(
            holders.PUNISHED, penalty, self.user
        )
        return {"penalty": penalty, "may_restore": may_restore}


class PenaltyAct(ActPage):
    model = Penalty
    related = RELATED


class StateCase(PenaltyAct):
    form_class, act, steps = StatementForm, actions.state_case, ("hear",)


class ApprovePenalty(PenaltyAct):
    form_class, act, steps = CommentForm, actions.approve_penalty, ("approve",)


class RefusePenalty(PenaltyAct):
    form_class, act, steps = ReasonForm, actions.refuse_penalty, ("refuse",)


class Restore(PenaltyAct):
    form_class, act, label = CommentForm, actions.restore, gettext_lazy("补充完成")
    article = "R4.2.10"

    def may_open(self) -> bool:
        return acts_as_holder(holders.PUNISHED, self.record, self.user)
