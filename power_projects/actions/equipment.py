"""Equipment before it is ordered, and changes before they are made (R8.18, R8.21–R8.23)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.holders import only
from foundation.process.models import Event
from power_projects import holders, policies
from power_projects.actions.turn import on_site
from power_projects.models import Change, Equipment, Project


def propose_equipment(
    project: Project, *, by: User, name: str, model: str, standard: str, maker: str = "",
    drawing_is_reviewed: bool = False, seen: int, key: str | None = None,
) -> Event:  # fmt: skip
    """By an accepted standard or certificate; the maker is the customer's choice unless the project
    is entrusted (R8.17, R8.18)."""

    def then(project: Project) -> str:
        if standard not in policies.STANDARDS.value():
            raise Refusal("R8.18", _("不在认可的标准和认证之列。"), field="standard")
        Equipment.objects.create(
            project=project, name=name, model=model, standard=standard, maker=maker,
            drawing_is_reviewed=drawing_is_reviewed, entered_by=by,
        )  # fmt: skip
        return f"{name} {model}"

    what = [name, model, standard, maker]
    return on_site(project, "propose_equipment", by=by, seen=seen, key=key, what=what, then=then)


def approve_equipment(
    project: Project, row: Equipment, *, by: User, seen: int, key: str | None = None
) -> Event:
    """Maker, model and reviewed drawing, before the order (R8.21)."""

    def then(project: Project) -> str:
        missing = []
        if not row.maker:
            missing.append(_("厂家"))
        if not row.drawing_is_reviewed:
            missing.append(_("经审核的图纸"))
        if missing:
            raise Refusal("R8.21", _("认可设备前还缺少以下内容。"), missing=missing)
        row.approved_by, row.approved_at = by, clock.now()
        row.save()
        return str(row)

    return on_site(project, "approve_equipment", by=by, seen=seen, key=key, what=[row], then=then)


def order_equipment(
    project: Project, row: Equipment, *, by: User, maker: str, ordered_on: date, arrives_on: date,
    seen: int, key: str | None = None,
) -> Event:  # fmt: skip
    """What was ordered, from whom, when it comes (R8.22); entrusted: only as approved (R8.21)."""

    def then(project: Project) -> str:
        approved_on = clock.local_date(row.approved_at) if row.approved_at else None
        if project.is_entrusted and (approved_on is None or ordered_on < approved_on):
            message = _("委托工程的设备须经营销部认可后才能订购。")
            raise Refusal("R8.21", message, missing=[_("营销部的认可")], field="ordered_on")
        if project.is_entrusted and maker != row.maker:
            raise Refusal("R8.21", _("厂家与认可的不同。"), field="maker")
        if ordered_on > clock.today():
            raise Refusal("R8.22", _("日期不能晚于今天。"), field="ordered_on")
        if arrives_on < ordered_on:
            raise Refusal("R8.22", _("到货不能早于订购。"), field="arrives_on")
        row.maker, row.ordered_on, row.arrives_on = maker, ordered_on, arrives_on
        row.save()
        return f"{row} {maker} {arrives_on}"

    what = [row, maker, ordered_on, arrives_on]
    return on_site(project, "order_equipment", by=by, seen=seen, key=key, what=what, then=then)


def ask_change(
    project: Project, *, by: User, what: str, reason: str, affects_plan: bool = False, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    def then(project: Project) -> str:
        Change.objects.create(
            project=project, what=what, reason=reason, affects_plan=affects_plan, asked_by=by
        )
        return f"{what}：{reason}"

    told = [what, reason, affects_plan]
    return on_site(project, "ask_change", by=by, seen=seen, key=key, what=told, then=then)


def tell_change(
    project: Project, row: Change, *, by: User, is_agreed: bool, notice: str, seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """In writing; what touches the supply plan, by the office that answered it (R8.12, R8.23)."""

    def then(project: Project) -> str:
        who = holders.ANSWERER if row.affects_plan else holders.BRANCH
        only(who, project, by, "R8.12" if row.affects_plan else "R8.23")
        row.is_agreed, row.notice = is_agreed, notice
        row.told_by, row.told_at = by, clock.now()
        row.save()
        return notice

    what = [row, is_agreed, notice]
    return on_site(
        project, "tell_change", by=by, seen=seen, key=key, what=what, then=then, tells=True
    )


def make_change(
    project: Project, row: Change, *, by: User, made_on: date, seen: int, key: str | None = None
) -> Event:
    """Never before its written notice (R8.23)."""

    def then(project: Project) -> str:
        told_on = clock.local_date(row.told_at) if row.told_at else None
        if not row.is_agreed or told_on is None or made_on < told_on:
            message = _("接到同意的书面通知后才能实施变更。")
            raise Refusal("R8.23", message, missing=[_("变更通知书")], field="made_on")
        if made_on > clock.today():
            raise Refusal("R8.23", _("日期不能晚于今天。"), field="made_on")
        row.made_on = made_on
        row.save()
        return f"{row.what} {made_on}"

    return on_site(
        project, "make_change", by=by, seen=seen, key=key, what=[row, made_on], then=then
    )
