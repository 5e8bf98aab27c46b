"""Each form of regulation 6, filled in by the person whose turn it is."""

from __future__ import annotations

from typing import Any

from foundation.customers.models import Customer
from foundation.people.names import sort_key
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.key_accounts.conftest import Desk, confirmed, make_desk, opened, submitted

FREE = {"key_accounts:register"}
TYPED = {
    "level": "regional", "business": "港口装卸", "scale": "三千人", "contacts": "王工",
    "decision_makers": "赵总", "products": "一体化物流", "contract_from": "2026-01-01",
    "contract_until": "2026-12-31", "competitors": "无",
}  # fmt: skip


def another(desk: Desk) -> Customer:
    name = "牧业集团"
    return Customer.objects.create(name=name, kind="organisation", name_pinyin=sort_key(name))


@form("key_accounts:register")
def register(cast: Cast) -> Sent:
    desk = make_desk()
    another(desk)
    data = {"customer": "牧业集团", "branch": desk.branch.pk, "lead": desk.lead.pk} | TYPED
    return Sent(desk.branch_manager, data)


def on_account(name: str, who: str, state: str, typed: str = "", **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        desk = make_desk()
        made = {"draft": opened, "confirming": submitted, "current": confirmed}[state]
        account = made(desk, customer=another(desk))
        return Sent(getattr(desk, who), data, [account.pk], account.matter, typed)

    FORMS[f"key_accounts:{name}"] = fill


on_account("amend", "lead", "draft", "煤炭运输", **(TYPED | {"business": "煤炭运输"}))
on_account("submit", "lead", "draft")
on_account("confirm", "supervisor", "confirming", part="company")
on_account("send_back", "supervisor", "confirming", "写明规模", reason="写明规模")
on_account("begin_review", "lead", "current")
on_account("close", "manager", "current", "不再合作", reason="不再合作")
