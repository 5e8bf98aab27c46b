"""Entering what was posted in a month, correcting it once the month is closed (R6.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models.functions import Greatest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.duties.actions import fulfil
from foundation.duties.declarations import Subject
from foundation.monthly.actions import note_correction
from foundation.people.models import Department, User
from foundation.process.batches import write_columns
from foundation.process.rows import locked, reasoned
from foundation.process.steps import Stale
from foundation.process.submissions import once
from key_accounts import deadlines, sheets
from key_accounts.models import Account, Correction, ProductLine, ProductUse, Usage, UsageSheet
from key_accounts.models.usage import MEASURES
from key_accounts.roles import BRANCH_MANAGER, MANAGER

NOTHING = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sheet; ``field`` names the cell beside which a refusal is shown."""

    account: Account
    line: ProductLine
    items: int
    weight: Decimal
    revenue: Decimal
    field: str = ""

    @property
    def figures(self) -> tuple[Any, Any, Any]:
        return self.items, self.weight, self.revenue

    @property
    def key(self) -> tuple[int, int]:
        return self.account.pk, self.line.pk


def record(
    branch: Department, month: date, entries: Sequence[Entry], *, by: User,
    seen: int | None = None, key: str | None = None,
) -> UsageSheet:  # fmt: skip
    """All lines of a branch's sheet or none; ``seen``: the version of the sheet on the screen."""

    def act() -> UsageSheet:
        sheet = _opened(branch, month, by=by, seen=seen)
        changed = _changed(sheet, entries)
        for entry in changed:
            _refuse_entry(sheet, entry, by)
        _write(sheet, changed, by)
        return sheet

    lines = [f"{one.key} {one.figures}" for one in entries]
    return once(act, UsageSheet, key=key, by=by, what=["record_usage", branch, month, *lines])


def record_each(
    branch: Department, month: date, entries: Sequence[Entry], *, by: User
) -> list[Usage | Refusal]:
    """From a workbook: a line that may not be gets its refusal, the others are entered."""
    try:
        sheet = _opened(branch, month, by=by, seen=None)
    except Refusal as refusal:
        return [refusal] * len(entries)
    answers: dict[int, Usage | Refusal] = {}
    good = []
    for place, entry in enumerate(entries):
        try:
            _refuse_entry(sheet, entry, by)
        except Refusal as refusal:
            answers[place] = refusal
        else:
            good.append(place)
    written = _write(sheet, [entries[place] for place in good], by)
    answers.update(zip(good, written, strict=True))
    return [answers[place] for place in range(len(entries))]


def declare_no_mail(
    branch: Department, month: date, *, by: User, seen: int, key: str | None = None
) -> UsageSheet:
    """Nothing was posted of whatever is still missing: the branch's own word, which is a zero."""

    def act() -> UsageSheet:
        sheet = _opened(branch, month, by=by, seen=seen)
        missing = ProductUse.objects.missing(month).filter(branch=branch)
        zeros = [
            Entry(use.account, use.line, 0, Decimal(0), Decimal(0))
            for use in missing.select_related("account", "line")
        ]
        if not zeros:
            raise Refusal("R6.5", _("这个月没有尚未登记的用邮产品。"))
        _refuse_entry(sheet, zeros[0], by)
        _write(sheet, zeros, by)
        return sheet

    return once(act, UsageSheet, key=key, by=by, what=["declare_no_mail", branch, month])


def withdraw(usages: Sequence[Usage], *, by: User) -> None:
    """What an import brought by mistake, while its month is open."""
    rows = Usage.objects.filter(pk__in=[one.pk for one in usages])
    places = {
        (one.use.branch_id, one.month): one.use.branch for one in rows.select_related("use__branch")
    }
    opened = [
        _opened(branch, month, by=by, seen=None) for (__, month), branch in sorted(places.items())
    ]
    rows.delete()
    for sheet in opened:
        _touch(sheet, by)


def correct(
    branch: Department, month: date, entry: Entry, *, by: User, reason: str, key: str | None = None
) -> Correction:
    """By how much a closed month was wrong; the approved report stays as it is."""

    def act() -> Correction:
        _refuse_stranger(branch, by)
        report = sheets.report_of(month, lock=True)
        if report is None or report.state != sheets.State.APPROVED:
            raise Refusal("R6.5", _("这个月尚未关闭，请直接修改登记。"))
        use = ProductUse.objects.select_for_update().get(
            pk=_uses(branch, month, [entry])[entry.key].pk
        )
        _refuse_correction(use, month, entry, by)
        made = Correction.objects.create(
            use=use, month=month, items=entry.items, weight=entry.weight, revenue=entry.revenue,
            reason=reasoned(reason), by=by,
        )  # fmt: skip
        note_correction(
            report, by=by, label=gettext_lazy("更正用邮记录"), article="R6.5",
            comment=f"{branch} {entry.account} {entry.line}：{made.reason}",
        )  # fmt: skip
        return made

    what = ["correct_usage", branch, month, f"{entry.key} {entry.figures}", reason]
    return once(act, Correction, key=key, by=by, what=what)


def end_use(
    use: ProductUse, *, by: User, until: date, seen: int, key: str | None = None
) -> ProductUse:
    """The last month the branch owes figures of this product for."""

    def act() -> ProductUse:
        fresh = locked(use, seen)
        _refuse_stranger(fresh.branch, by)
        if until < fresh.since:
            raise Refusal("R6.5", _("早于开始用邮的月份。"), field="until")
        if fresh.usages.filter(month__gt=until).exists():
            raise Refusal("R6.5", _("这个月以后还有登记。"), field="until")
        fresh.until = until
        fresh.save()
        return fresh

    return once(act, ProductUse, key=key, by=by, what=["end_use", use, until])


def end_uses_of(account: Account) -> None:
    """Its file is closed: what it posted this month is still owed, nothing after that."""
    this_month = clock.today().replace(day=1)
    running = ProductUse.objects.filter(account=account, until=None)
    running.update(until=Greatest("since", this_month))


def keep_line(line: ProductLine, *, by: User) -> ProductLine:
    """By the record keepers, in the admin site."""
    line.code, line.name = line.code.strip(), line.name.strip()
    line.save()
    return line


def _refuse_stranger(branch: Department, by: User) -> None:
    if not sheets.may_record(by, branch):
        raise Refusal(
            "R6.5", _("由%(who)s办理。") % {"who": f"{branch} · {BRANCH_MANAGER} / {MANAGER}"}
        )


def _opened(branch: Department, month: date, *, by: User, seen: int | None) -> UsageSheet:
    """The sheet, locked until the transaction ends."""
    _refuse_stranger(branch, by)
    sheets.refuse_month(month)
    UsageSheet.objects.bulk_create([UsageSheet(branch=branch, month=month)], ignore_conflicts=True)
    sheet = UsageSheet.objects.select_for_update(of=("self",)).select_related("branch").get(
        branch=branch, month=month
    )  # fmt: skip
    if seen is not None and seen != sheet.version:
        raise Stale("R0.versions", _("他人已登记了这个月的用邮情况，请查看最新内容后再办理。"))
    return sheet


def _changed(sheet: UsageSheet, entries: Sequence[Entry]) -> list[Entry]:
    known = {
        (one.use.account_id, one.use.line_id): one.figures
        for one in Usage.objects.filter(
            month=sheet.month, use__branch=sheet.branch_id
        ).select_related("use")
    }
    return [one for one in entries if known.get(one.key) != one.figures]


def _refuse_entry(sheet: UsageSheet, entry: Entry, by: User) -> None:
    if any(figure < 0 for figure in entry.figures):
        raise Refusal("R6.5", _("用邮数量和收入不能为负。"), field=entry.field)
    if entry.figures == NOTHING and not sheets.is_branchs_own(by, sheet.branch):
        raise Refusal(
            "R6.5", _("没有用邮须由收寄单位自己申报，缺少登记不等于零。"), field=entry.field
        )


def _refuse_correction(use: ProductUse, month: date, entry: Entry, by: User) -> None:
    known = [
        one.figures for rows in (use.usages, use.corrections) for one in rows.filter(month=month)
    ]
    if entry.figures == NOTHING:
        if known:
            raise Refusal("R6.5", _("差额全为零，没有要更正的。"), field="items")
        if not sheets.is_branchs_own(by, use.branch):
            raise Refusal("R6.5", _("没有用邮须由收寄单位自己申报，缺少登记不等于零。"))
    sums = [sum(column) for column in zip(entry.figures, *known, strict=True)]
    for name, total in zip(MEASURES, sums, strict=True):
        if total < 0:
            raise Refusal("R6.5", _("更正后不能为负。"), field=name)


def _uses(branch: Department, month: date, entries: Sequence[Entry]) -> dict[Any, ProductUse]:
    """The products the lines are about: new ones from this month on, others at least so early."""
    wanted = {one.key: one for one in entries}
    found = {
        (use.account_id, use.line_id): use
        for use in ProductUse.objects.filter(
            branch=branch, account__in={account for account, __ in wanted},
            line__in={line for __, line in wanted},
        )
    }  # fmt: skip
    new = [one for key, one in wanted.items() if key not in found]
    for one in new:
        _refuse_new(one)
    made = ProductUse.objects.bulk_create(
        ProductUse(account=one.account, branch=branch, line=one.line, since=month) for one in new
    )
    stretched = []
    for use in (found[key] for key in wanted if key in found):
        is_ended = use.until is not None and use.until < month
        if use.since > month or is_ended:
            use.since, use.until = min(use.since, month), None if is_ended else use.until
            stretched.append(use)
    write_columns(stretched, ("since", "until"))
    return found | {(use.account_id, use.line_id): use for use in made}


def _refuse_new(entry: Entry) -> None:
    if entry.account.state == Account.State.CLOSED:
        raise Refusal("R6.5", _("档案已停用，不再登记新的用邮产品。"), field=entry.field)
    if not entry.line.is_offered:
        raise Refusal("R6.5", _("这种产品已停办。"), field=entry.field)


def _write(sheet: UsageSheet, entries: Sequence[Entry], by: User) -> list[Usage]:
    uses = _uses(sheet.branch, sheet.month, entries)
    now = clock.now()
    written = Usage.objects.bulk_create(
        [
            Usage(
                use=uses[one.key], month=sheet.month, items=one.items, weight=one.weight,
                revenue=one.revenue, entered_by=by, entered_at=now,
            )
            for one in entries
        ],
        update_conflicts=True,
        unique_fields=["use", "month"],
        update_fields=[*MEASURES, "entered_by", "entered_at"],
    )  # fmt: skip
    _touch(sheet, by)
    if sheets.is_complete(sheet.branch, sheet.month):
        fulfil(deadlines.USAGE, sheet.month, by=by, subject=Subject(department=sheet.branch))
    return written


def _touch(sheet: UsageSheet, by: User) -> None:
    sheet.version += 1
    sheet.saved_by, sheet.saved_at = by, clock.now()
    sheet.save()
