"""The design's papers and the rounds of its review."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from foundation.desk.record_pages import ActForm
from foundation.process.holders import acts_as_holder
from power_projects import actions, holders
from power_projects.forms import design as forms
from power_projects.models import Stage
from power_projects.views.completion import Round
from power_projects.views.projects import ProjectAct


class EnterPaper(ProjectAct):
    form_class, act, label = forms.PaperForm, actions.enter_paper, gettext_lazy("登记设计资料")
    article = "R8.12"

    def may_open(self) -> bool:
        return self.record.state == Stage.DESIGNING and acts_as_holder(
            holders.MANAGER, self.record, self.user
        )


class AskForPaper(ProjectAct):
    form_class, act, label = forms.AskForm, actions.ask_for_paper, gettext_lazy("要求其他资料")
    article = "R8.12"

    def may_open(self) -> bool:
        return self.record.state in (Stage.DESIGNING, Stage.REVIEWING) and acts_as_holder(
            holders.REVIEWER, self.record, self.user
        )


class SubmitDesign(ProjectAct):
    form_class, act, steps = ActForm, actions.submit_design, ("submit_design",)
    remedy = ("power_projects:enter_paper", gettext_lazy("登记设计资料"))


class ReviewDesign(Round):
    form_class, act = forms.ReviewForm, actions.review_design
    steps, label = ("pass_design", "correct_design"), gettext_lazy("登记设计审查意见")
