"""Acts that move no stage: at which stages, by whom, by which article. Pages and acts read it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation.people.models import User
from foundation.process.holders import Either, Holder, acts_as_holder
from power_projects import holders
from power_projects.models import Project
from power_projects.models.stages import ENDED, ON_SITE, Stage

AFTER_DESIGN = (Stage.READY, *ON_SITE)
OPEN = tuple(stage for stage in Stage if stage not in ENDED)


@dataclass(frozen=True, slots=True)
class SiteAct:
    label: str | Promise
    article: str
    stages: tuple[Stage, ...]
    who: Holder

    def is_open_to(self, project: Project, user: User) -> bool:
        return project.state in self.stages and acts_as_holder(self.who, project, user)


SITE_ACTS: dict[str, SiteAct] = {
    "plan_works": SiteAct(
        _("提交施工规划和材料计划"), "R8.21", (Stage.READY,), holders.BRANCH
    ),
    "confirm_works": SiteAct(_("登记施工单位的核实"), "R8.21", (Stage.READY,), holders.MANAGER),
    "name_supervisor": SiteAct(_("指派现场监督人"), "R8.24", AFTER_DESIGN, holders.BRANCH),
    "propose_equipment": SiteAct(_("登记拟购设备"), "R8.18", AFTER_DESIGN, holders.MANAGER),
    "approve_equipment": SiteAct(_("认可设备"), "R8.21", AFTER_DESIGN, holders.BRANCH),
    "order_equipment": SiteAct(_("登记订购和到货"), "R8.22", AFTER_DESIGN, holders.MANAGER),
    "ask_change": SiteAct(_("申请变更"), "R8.23", ON_SITE, holders.MANAGER),
    "tell_change": SiteAct(
        _("发出变更通知书"), "R8.23", ON_SITE, Either((holders.BRANCH, holders.ANSWERER))
    ),
    "make_change": SiteAct(_("登记变更实施"), "R8.23", ON_SITE, holders.MANAGER),
    "report_progress": SiteAct(_("报告安装进度"), "R8.25", (Stage.CONSTRUCTING,), holders.MANAGER),
    "move_finish": SiteAct(_("调整完工日期"), "R8.19", ON_SITE, holders.MANAGER),
    "visit_site": SiteAct(
        _("登记现场检查"), "R8.6", ON_SITE,
        Either((holders.SUPERVISOR, holders.INSPECTORS, holders.MANAGER, holders.BRANCH)),
    ),
    "add_concealed": SiteAct(_("登记隐蔽工程"), "R8.24", ON_SITE, holders.MANAGER),
    "sign_concealed": SiteAct(_("签认隐蔽工程"), "R8.24", ON_SITE, holders.SUPERVISOR),
    "cover_concealed": SiteAct(_("登记隐蔽工程覆盖"), "R8.24", ON_SITE, holders.MANAGER),
    "note_completion": SiteAct(_("登记竣工日期"), "R8.27", (Stage.FINISHING,), holders.MANAGER),
    "sign_contract": SiteAct(_("登记供用电合同"), "R8.30", (Stage.ACCEPTED,), holders.MANAGER),
    "agree_supply": SiteAct(
        _("商定供电日期并发出供电通知"), "R8.28", (Stage.ACCEPTED,), holders.MANAGER
    ),
    "order_meter": SiteAct(_("发出装表通知单"), "R8.29", (Stage.ACCEPTED,), holders.MANAGER),
    "put_meter": SiteAct(_("登记装表"), "R8.30", (Stage.ACCEPTED,), holders.MANAGER),
    "receive_as_built": SiteAct(
        _("收取竣工资料"), "R8.7",
        (Stage.ACCEPTING, Stage.ACCEPTED, Stage.ENERGISED, Stage.CHECKED), holders.MANAGER,
    ),
    "consult": SiteAct(
        _("征询其他部门"), "R8.3", OPEN,
        Either((holders.MANAGER, holders.ANSWERER, holders.REVIEWER, holders.HEAD)),
    ),
    "answer_consultation": SiteAct(_("答复会签"), "R8.3", OPEN, holders.AskedHead()),
    "issue_link": SiteAct(_("发放外部链接"), "R8.4", OPEN, holders.INTAKE),
    "revoke_link": SiteAct(_("停用外部链接"), "R8.4", OPEN, holders.INTAKE),
}  # fmt: skip
