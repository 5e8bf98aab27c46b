"""The stages of a project in the order of its life."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    APPLIED = "applied", _("已受理，待现场勘察")
    SURVEYED = "surveyed", _("待拟定供电方案")
    PLANNED = "planned", _("待答复供电方案")
    CHOOSING = "choosing", _("待客户选定设计、施工单位")
    DESIGNING = "designing", _("待送审设计")
    REVIEWING = "reviewing", _("设计审查中")
    READY = "ready", _("待开工")
    CONSTRUCTING = "constructing", _("施工中")
    INSPECTING = "inspecting", _("待中间检查")
    FINISHING = "finishing", _("中间检查合格，待竣工")
    ACCEPTING = "accepting", _("待竣工验收")
    ACCEPTED = "accepted", _("验收合格，待送电")
    ENERGISED = "energised", _("已送电，待核查")
    CHECKED = "checked", _("已核查，待归档")
    CLOSED = "closed", _("已归档")
    WITHDRAWN = "withdrawn", _("客户已撤回申请")


ENDED = frozenset({Stage.CLOSED, Stage.WITHDRAWN})
SUPPLIED = frozenset({Stage.ENERGISED, Stage.CHECKED})
# Until there is supply the customer may take the application back.
WITHDRAWABLE = [stage for stage in Stage if stage not in ENDED | SUPPLIED]
ON_SITE = (Stage.CONSTRUCTING, Stage.INSPECTING, Stage.FINISHING)
# The plan is answered and may be changed only with consent of the office that answered it (R8.12).
ANSWERED = [Stage.CHOOSING, Stage.DESIGNING, Stage.REVIEWING, Stage.READY]


class Part(models.TextChoices):
    """The way of an ordinary project in nine parts: what its page shows at a glance."""

    APPLICATION = "application", _("受理勘察")
    PLAN = "plan", _("供电方案")
    CHOICE = "choice", _("选定单位")
    DESIGN = "design", _("设计审查")
    WORKS = "works", _("施工检查")
    ACCEPTANCE = "acceptance", _("竣工验收")
    SUPPLY = "supply", _("装表送电")
    AFTER = "after", _("送电后核查")
    CLOSED = "closed", _("归档")


PART_OF: dict[str, Part] = {
    Stage.APPLIED: Part.APPLICATION, Stage.SURVEYED: Part.PLAN, Stage.PLANNED: Part.PLAN,
    Stage.CHOOSING: Part.CHOICE, Stage.DESIGNING: Part.DESIGN, Stage.REVIEWING: Part.DESIGN,
    Stage.READY: Part.WORKS, Stage.CONSTRUCTING: Part.WORKS, Stage.INSPECTING: Part.WORKS,
    Stage.FINISHING: Part.ACCEPTANCE, Stage.ACCEPTING: Part.ACCEPTANCE,
    Stage.ACCEPTED: Part.SUPPLY, Stage.ENERGISED: Part.AFTER, Stage.CHECKED: Part.AFTER,
    Stage.CLOSED: Part.CLOSED,
}  # fmt: skip
