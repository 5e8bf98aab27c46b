"""The customer's own choice of designer and contractor: shown the whole list, led to none (R8.17)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import lock, note
from foundation.process.submissions import once
from power_projects import holders, rules
from power_projects.actions.turn import open_next, take
from power_projects.models import Firm, FirmShowing, Project, Stage
from power_projects.supply import Work

BEFORE_THE_CHOICE = (Stage.APPLIED, Stage.SURVEYED, Stage.PLANNED, Stage.CHOOSING)


def show_firms(
    project: Project, *, by: User, work: str, firms: Sequence[Firm], seen: int,
    key: str | None = None,
) -> FirmShowing:  # fmt: skip
    """All that are qualified today (R8.5); to name one alone would be to designate it (R8.17)."""

    def act() -> FirmShowing:
        fresh = lock(project, seen=seen)
        only(holders.INTAKE, fresh, by, "R8.5")
        if fresh.state not in BEFORE_THE_CHOICE:
            raise Refusal("R8.5", _("客户已经选定单位。"))
        if len(firms) == 1:
            message = _("只向客户介绍一家单位属于“三指定”，不予登记。")
            raise Refusal("R8.17", message, field="firms")
        named = {firm.pk for firm in firms}
        kept_back = [
            firm.name
            for firm in Firm.objects.all().qualified(work, clock.today())
            if firm.pk not in named
        ]
        if kept_back or not named:
            message = _("须出示全部有资质的单位，还缺：%(firms)s。")
            words = {"firms": "、".join(kept_back) or "—"}
            raise Refusal("R8.5", message % words, field="firms")
        showing = FirmShowing.objects.create(project=fresh, work=work, shown_by=by)
        showing.firms.set(firms)
        note(
            fresh, "show_firms", by=by, label=gettext_lazy("出示单位名单"), article="R8.5",
            comment="、".join(firm.name for firm in firms), work=work,
        )  # fmt: skip
        return showing

    what = ["show_firms", project, work, *(firm.pk for firm in firms)]
    return once(act, FirmShowing, key=key, by=by, what=what)


def choose_firms(
    project: Project, *, by: User, designer: Firm, contractor: Firm, signed: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """Out of what was shown, of fitting grade, with valid certificates; signed by the customer."""

    def then(project: Project, event: Event) -> None:
        _refuse_unfit(project, designer, Work.DESIGN, "designer")
        _refuse_unfit(project, contractor, Work.CONSTRUCTION, "contractor")
        open_next(project, event)

    return take(
        project, Project.choose_firms, by=by, seen=seen, key=key, designer=designer,
        contractor=contractor, signed=signed, then=then,
    )  # fmt: skip


def _refuse_unfit(project: Project, firm: Firm, work: str, field: str) -> None:
    showing = project.showings.filter(work=work).last()
    if showing is None or not showing.firms.filter(pk=firm.pk).exists():
        message = _("“%(firm)s”不在向客户出示的名单中。")
        raise Refusal("R8.17", message % {"firm": firm}, field=field)
    lapsed = firm.lapsed(clock.today())
    if lapsed or firm.state != Firm.State.LISTED:
        message = _("“%(firm)s”不合资质要求：%(what)s。")
        what = "、".join(str(one) for one in lapsed) or firm.state_label()
        raise Refusal("R8.20", message % {"firm": firm, "what": what}, field=field)
    if not rules.fits(firm.voltage, project.plan.voltage):
        message = _("“%(firm)s”的资质等级低于 %(voltage)s。")
        words = {"firm": firm, "voltage": project.plan.get_voltage_display()}
        raise Refusal("R8.11", message % words, field=field)


AFTER_THE_ANSWER = (Stage.CHOOSING, Stage.DESIGNING, Stage.REVIEWING, Stage.READY)


def entrust(
    project: Project, *, by: User, is_entrusted: bool, signed: str, seen: int,
    key: str | None = None,
) -> Project:  # fmt: skip
    """Design and construction managed by the company, if the customer likes; declined, nothing
    changes for any step or deadline (R8.17)."""

    def act() -> Project:
        fresh = lock(project, seen=seen)
        only(holders.MANAGER, fresh, by, "R8.17")
        if fresh.state not in AFTER_THE_ANSWER:
            raise Refusal("R8.17", _("供电方案答复后、开工前才能协商管理委托。"))
        if is_entrusted and not signed.strip():
            raise Refusal("R8.17", _("委托须由客户签字。"), field="signed")
        fresh.is_entrusted, fresh.entrusted_by = is_entrusted, signed.strip()
        fresh.save()
        label = gettext_lazy("客户委托管理") if is_entrusted else gettext_lazy("客户不委托管理")
        note(fresh, "entrust", by=by, label=label, article="R8.17", comment=signed)
        return fresh

    what = ["entrust", project, is_entrusted, signed]
    return once(act, Project, key=key, by=by, what=what)
