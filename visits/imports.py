"""Who sells, and the lines of a plan, from Excel: each row by the act of its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.articles import Refusal
from foundation.desk.row_forms import KnownRows
from foundation.listing.imports import ImportColumn, choice, date_text, yes_no
from foundation.listing.imports.snapshots import Former
from foundation.listing.imports.undo import linked
from foundation.people.delegation import acts_as
from foundation.people.models import User
from visits import actions
from visits.forms.plans import LineRowForm, PostingRowForm
from visits.models import Plan, PlanLine, Posting
from visits.positions import Position
from visits.roles import SALES_HEAD
from visits.scope import REGULATION


class PostingImport(KnownRows):
    code = "visits.postings"
    title = _("销售岗位")
    model = Posting
    form_class = PostingRowForm
    key = ("person", "since")
    columns = (
        ImportColumn("person", _("工号"), required=True, example="3002"),
        ImportColumn("position", _("岗位"), choice(Position), required=True,
            example=Position.REPRESENTATIVE.label),
        ImportColumn("since", _("自何日起"), date_text, required=True, example="2026-12-01"),
    )  # fmt: skip

    def may_import(self, user: User) -> bool:
        return acts_as(user, SALES_HEAD, REGULATION)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        people = self.keys_of("person", (key["person"] for key in keys))
        rows = Posting.objects.filter(person__in=people, since__in={key["since"] for key in keys})
        return rows.select_related("person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return record.person.employee_number, record.since.isoformat()

    def blank_form(self, *, record: Any, by: User) -> Any:
        return PostingRowForm(initial=_posted(record))

    def form(self, data: dict[str, Any], *, record: Any, by: User) -> Any:
        return self.row_form(data, initial=_posted(record))

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        return actions.set_posting(by=by, **form.cleaned_data)


def _posted(record: Any) -> dict[str, Any]:
    if record is None:
        return {}
    number = record.person.employee_number
    return {"person": number, "position": record.position, "since": record.since}


class LineImport(KnownRows):
    """Into one's own drafts; the plan of a month is begun with its first line."""

    code = "visits.lines"
    title = _("拜访安排")
    model = PlanLine
    form_class = LineRowForm
    key = ("planned_on", "customer")
    columns = (
        ImportColumn("planned_on", _("计划日期"), date_text, required=True, example="2026-12-08"),
        ImportColumn("customer", _("拜访客户"), required=True, example="南京嘉和家电有限公司",
            help=_("名称、统一社会信用代码或“#客户号”")),
        ImportColumn("relation", _("客户类型"), choice(PlanLine.Relation), required=True,
            example=PlanLine.Relation.CURRENT.label),
        ImportColumn("purposes", _("目的"), required=True, help=_("几项之间用顿号隔开"),
            example=PlanLine.Purpose.BUSINESS.label),
        ImportColumn("contact", _("拜访对象"), example="王经理"),
        ImportColumn("is_contact_made", _("已事先联系"), yes_no, example="是"),
        ImportColumn("carry", _("携带物品"), example="新品样册"),
        ImportColumn("note", _("说明")),
    )  # fmt: skip
    notes = (_("列入本人编制中的计划；批准后的变更在计划页面逐行提交。"),)

    def start(self) -> None:
        super().start()
        self.named: dict[tuple[str, int], str] = {}

    def may_import(self, user: User) -> bool:
        return Posting.objects.on(clock.today()).filter(person=user).exists()

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        same = Q(pk=None)
        for key in keys:
            customer = self.keys_of("customer", [key["customer"]])[0]
            self.named[key["planned_on"], customer] = key["customer"]
            same |= Q(planned_on=key["planned_on"], customer=customer)
        own = PlanLine.objects.standing().filter(same, plan__person=by)
        return own.exclude(plan__state=Plan.State.VOID).select_related("customer", "plan__matter")

    def key_of(self, record: Any) -> tuple[str, ...]:
        day = record.planned_on.isoformat()
        return day, self.named[day, record.customer_id]

    def blank_form(self, *, record: Any, by: User) -> Any:
        return LineRowForm(initial=_planned(record))

    def form(self, data: dict[str, Any], *, record: Any, by: User) -> Any:
        return self.row_form(data, initial=_planned(record))

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        given = form.cleaned_data
        plan = record.plan if record else actions.open_plan(by=by, month=_month(given))
        _refuse_submitted([plan])
        if record is None:
            return actions.add_line(plan, by=by, given=given)
        return actions.change_line(record, by=by, given=given)

    def built_upon(self, records: Sequence[Any]) -> dict[str, str]:
        lines = PlanLine.objects.filter(pk__in=[record.pk for record in records])
        gone = lines.exclude(plan__state=Plan.State.DRAFT).values_list("pk", flat=True)
        return {str(pk): _now("计划已经提交") for pk in gone} | linked(records)

    def undo_created(self, records: Sequence[Any], *, by: User) -> None:
        for record in records:
            actions.remove_line(record, by=by)

    def undo_updated(self, changed: Sequence[Former], *, by: User) -> None:
        lines = PlanLine.objects.filter(pk__in=[record.pk for record, __ in changed])
        _refuse_submitted(Plan.objects.filter(lines__in=lines).distinct())
        super().undo_updated(changed, by=by)


def _refuse_submitted(plans: Iterable[Plan]) -> None:
    if any(plan.state != Plan.State.DRAFT for plan in plans):
        raise Refusal("R7.3.1", _now("计划已经提交；批准后的变更在计划页面逐行提交。"))


def _month(given: dict[str, Any]) -> date:
    planned_on: date = given["planned_on"]
    return planned_on.replace(day=1)


def _planned(record: Any) -> dict[str, Any]:
    return {} if record is None else {name: getattr(record, name) for name in PlanLine.FACTS}
