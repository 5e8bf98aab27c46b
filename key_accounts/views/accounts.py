"""Files of key accounts: list, page, the form of each act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActForm, ActPage, ReasonForm, RecordDetail
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.process.holders import acts_as_holder
from key_accounts import actions, holders
from key_accounts.contacts import with_last_contact
from key_accounts.filters import AccountFilter
from key_accounts.forms import accounts as forms
from key_accounts.models import Account
from key_accounts.tables import AccountTable

RELATED = ("customer", "branch", "lead__department")


class AccountList(ListPage):
    code = "key_accounts.accounts"
    title = gettext_lazy("大客户档案")
    model = Account
    table_class = AccountTable
    filterset_class = AccountFilter
    sortable = ("number", "review_due_on", "contract_until")
    template_name = "key_accounts/accounts.html"
    empty_title = gettext_lazy("还没有大客户档案")

    def get_queryset(self) -> QuerySet[Any]:
        return with_last_contact(super().get_queryset())

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_register": may_open(self.user, "key_accounts:register")}


class Register(FormPage):
    form_class, heading, article = forms.AccountForm, gettext_lazy("建立大客户档案"), "R6.3"
    makes, keeps_draft = Account, True

    def form(self, *args: Any) -> Any:
        return forms.AccountForm(*args, initial={"lead": self.user.pk})

    def carry_out(self, form: Any, key: str | None) -> Any:
        return actions.open_account(form.instance, by=self.user, key=key)

    def target(self, result: Account) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("key_accounts:list")


class AccountPage(RecordDetail):
    model = Account
    related = RELATED
    template_name = "key_accounts/account.html"
    act_pages: ClassVar[dict[str, str]] = {
        "submit": "key_accounts:submit",
        "send_back": "key_accounts:send_back",
        "begin_review": "key_accounts:begin_review",
        "close": "key_accounts:close",
    }

    def whole(self, records: Any) -> Any:
        return with_last_contact(super().whole(records))

    def extra_context(self) -> dict[str, Any]:
        account: Account = self.record
        return {
            "account": account,
            "parts": account.parts(),
            "lacking": account.lacking(),
            "may_amend": actions.may_amend(account, self.user),
            "revisits": account.revisits.select_related("matter", "person")[:5],
            "may_log": actions.may_log(account, self.user),
            "members": account.members.filter(until=None).select_related("person__department"),
            "objectives": account.objectives.select_related("owner"),
            "referrals": account.referrals.select_related("to", "referred_by", "contact"),
            "may_lead": actions.may_lead(account, self.user),
            "quiet_days": (clock.today() - self.record.quiet_since).days,
            "may_ask": actions.may_ask(account, self.user),
            "may_confirm": account.state == Account.State.CONFIRMING
            and account.lead_id != self.user.pk
            and acts_as_holder(holders.CONFIRMER, account, self.user),
        }


class AccountAct(ActPage):
    model = Account
    related = RELATED


class Amend(AccountAct):
    form_class, act, label = forms.AmendForm, actions.amend, gettext_lazy("修改大客户档案")

    def may_open(self) -> bool:
        return actions.may_amend(self.record, self.user)


class Submit(AccountAct):
    form_class, act, steps = ActForm, actions.submit, ("submit",)


class ConfirmPart(AccountAct):
    form_class, act, label = forms.ConfirmForm, actions.confirm_part, gettext_lazy("确认档案")

    def may_open(self) -> bool:
        return self.record.state == Account.State.CONFIRMING and acts_as_holder(
            holders.CONFIRMER, self.record, self.user
        )


class SendBack(AccountAct):
    form_class, act, steps = ReasonForm, actions.send_back, ("send_back",)


class BeginReview(AccountAct):
    form_class, act, steps = ActForm, actions.begin_review, ("begin_review",)


class Close(AccountAct):
    form_class, act, steps = ReasonForm, actions.close, ("close",)
