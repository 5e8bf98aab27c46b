"""The bank file: who is paid what net by one payer (R5.10)."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.listing.sheets import FORMULA_STARTS
from foundation.people.models import User
from service_incentives.calculation.tax import withholdings_of
from service_incentives.models import PayrollMonth, PayRun, State, Withholding

PAYABLE = (State.APPROVED, State.PAID, State.LOCKED)
NAMED = 5  # how many of those who lack something a message names


def file_of(run: PayRun, payer: str) -> bytes:
    """CSV with a byte order mark, as Excel and the banks' programs read it."""
    if run.state not in PAYABLE:
        raise Refusal("R5.10", _("批准之后才能生成银行文件。"))
    owed = _owed(run, payer)
    if not owed:
        raise Refusal("R5.10", _("这一发放单位没有应发人员。"))
    month = owed[0].month
    accounts = dict(
        PayrollMonth.objects.filter(month=month, payer=payer).values_list("person", "account")
    )
    people = User.objects.in_bulk([one.person_id for one in owed])
    _refuse_gaps(owed, accounts, people, month)
    out = io.StringIO()
    sheet = csv.writer(out)
    heads = (_("工号"), _("姓名"), _("银行账号"), _("应发"), _("代扣个税"), _("实发"), _("附言"))
    sheet.writerow(heads)
    for one in owed:
        person, tax = people[one.person_id], one.tax or Decimal(0)
        row = (
            person.employee_number, person.name, accounts[one.person_id], one.gross, tax,
            one.gross - tax, run.number,
        )  # fmt: skip
        sheet.writerow(_harmless(str(cell)) for cell in row)
    return "\ufeff".encode() + out.getvalue().encode()


def _owed(run: PayRun, payer: str) -> list[Withholding]:
    """As it was paid; before that, as it would be paid today."""
    if run.state == State.APPROVED:
        owed = withholdings_of(run, clock.today())
    else:
        owed = list(Withholding.objects.filter(run=run))
    return sorted((one for one in owed if one.payer == payer), key=lambda one: one.person_id)


def _refuse_gaps(
    owed: list[Withholding], accounts: dict[int, str], people: dict[int, User], month: date
) -> None:
    lacking = [
        people[one.person_id].name
        for one in owed
        if one.tax is None or not accounts.get(one.person_id)
    ]
    if lacking:
        message = _("%(count)d 人没有 %(month)s 的工资数据或银行账号：%(names)s。") % {
            "count": len(lacking),
            "month": f"{month:%Y-%m}",
            "names": "、".join(lacking[:NAMED]) + ("…" if len(lacking) > NAMED else ""),
        }
        raise Refusal("R5.10", message)


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula stays text."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
