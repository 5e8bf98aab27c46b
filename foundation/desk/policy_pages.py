"""Policy items with their values of all times, and the change of one from draft to approval."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from foundation import clock
from foundation.articles import Refusal
from foundation.articles.declarations import number_in, regulations
from foundation.desk.policy_forms import ProposeForm, ReviseForm
from foundation.desk.record_pages import (
    ActForm,
    ActPage,
    CommentForm,
    ReasonForm,
    RecordDetail,
)
from foundation.governance import policy_actions
from foundation.governance.models import PolicyChange
from foundation.governance.models.policy_change import may_draft
from foundation.governance.policy_values import shown
from foundation.people.models import User
from foundation.policies.declarations import Policy, policies
from foundation.policies.models import PolicyValue
from foundation.process.submissions import key_of


@dataclass(frozen=True, slots=True)
class Item:
    """A policy item as the list shows it."""

    policy: Policy[Any]
    lines: list[str]
    since: Any
    upcoming: Any
    open_change: PolicyChange | None


def policy_items(request: HttpRequest) -> HttpResponse:
    """All items under their regulation, with what holds today and what is decided to follow."""
    user, today = cast(User, request.user), clock.today()
    values: dict[str, list[Any]] = defaultdict(list)
    approved = PolicyValue.objects.filter(approved_at__isnull=False).order_by("applies_from")
    for row in approved.only("key", "applies_from"):
        values[row.key].append(row.applies_from)
    changes = {
        change.key: change
        for change in PolicyChange.objects.visible_to(user)
        .exclude(state__in=PolicyChange.closed_states)
        .select_related("matter")
    }
    groups: dict[int, list[Item]] = defaultdict(list)
    for policy in policies().values():
        days = values[policy.key]
        groups[number_in(policy.article)].append(
            Item(
                policy=policy,
                lines=shown(policy, policy.value()),
                since=next((day for day in reversed(days) if day <= today), None),
                upcoming=next((day for day in days if day > today), None),
                open_change=changes.get(policy.key),
            )
        )
    names = {one.number: str(one.verbose_name) for one in regulations()} | {0: _("基础规则")}
    context = {"groups": [(names.get(n, f"R{n}"), groups[n]) for n in sorted(groups)]}
    return render(request, "governance/policies.html", context)


def _policy(item: str) -> Policy[Any]:
    found = policies().get(item)
    if found is None:
        raise Http404
    return found


def policy_item(request: HttpRequest, item: str) -> HttpResponse:
    """One item: every approved value with its days and people, and all changes of it."""
    policy, today = _policy(item), clock.today()
    rows = PolicyValue.objects.filter(key=policy.key, approved_at__isnull=False)
    values, until = [], None
    for row in rows.select_related("drafted_by", "approved_by").order_by("-applies_from"):
        is_current = row.applies_from <= today and (until is None or until > today)
        values.append(
            {
                "row": row,
                "lines": shown(policy, policy.parse(row.value)),
                "until": until,
                "is_current": is_current,
                "is_upcoming": row.applies_from > today,
            }
        )
        until = row.applies_from
    user = cast(User, request.user)
    changes = PolicyChange.objects.visible_to(user).filter(key=policy.key)
    context = {
        "policy": policy,
        "values": values,
        "changes": changes.select_related("matter", "drafted_by", "approved_by"),
        "may_draft": may_draft(user, policy),
    }
    return render(request, "governance/policy.html", context)


class Propose(View):
    """A new draft; who may not draft is not offered the page."""

    policy: Policy[Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.policy = _policy(kwargs["item"])
        if not may_draft(cast(User, request.user), self.policy):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, item: str) -> HttpResponse:
        # What a page that tries values out brings along, else the present value.
        tried = {"value": request.GET["value"]} if "value" in request.GET else {}
        return self._show(ProposeForm(policy=self.policy, initial=tried))

    def post(self, request: HttpRequest, item: str) -> HttpResponseBase:
        form = ProposeForm(request.POST, policy=self.policy)
        if not form.is_valid():
            return self._show(form)
        try:
            change = policy_actions.propose(
                self.policy, by=cast(User, request.user), key=key_of(request), **form.cleaned_data
            )
        except Refusal as refusal:
            refusal.show_on(form)
            return self._show(form)
        messages.success(request, _("草稿已保存，核对后请提交审批。"))
        return redirect(change.get_absolute_url())

    def _show(self, form: ProposeForm) -> HttpResponse:
        context = {
            "form": form,
            "policy": self.policy,
            "lines": shown(self.policy, self.policy.value()),
        }
        status = 422 if form.errors else 200
        return render(self.request, "governance/propose.html", context, status=status)


class Detail(RecordDetail):
    model = PolicyChange
    related = ("drafted_by__department", "approved_by__department")
    template_name = "governance/policy_change.html"
    act_pages: ClassVar[dict[str, str]] = {
        "submit": "governance:submit",
        "approve": "governance:approve",
        "send_back": "governance:send_back",
        "withdraw": "governance:withdraw",
    }

    def extra_context(self) -> dict[str, Any]:
        change: PolicyChange = self.record
        policy = change.policy
        editable = change.state in (PolicyChange.State.DRAFT, PolicyChange.State.RETURNED)
        return {
            "change": change,
            "policy": policy,
            "before": shown(policy, policy.parse(change.was)) if policy else [str(change.was)],
            "after": shown(policy, policy.parse(change.value)) if policy else [str(change.value)],
            "may_revise": editable and change.drafted_by_id == self.user.pk and policy is not None,
        }


class PolicyAct(ActPage):
    model = PolicyChange
    related = ("drafted_by", "approved_by")


class Revise(PolicyAct):
    form_class, act, steps = ReviseForm, policy_actions.revise, ("submit",)
    label = gettext_lazy("修改政策变更")


class Submit(PolicyAct):
    form_class, act, steps = ActForm, policy_actions.submit, ("submit",)


class Approve(PolicyAct):
    form_class, act, steps = CommentForm, policy_actions.approve, ("approve",)


class SendBack(PolicyAct):
    form_class, act, steps = ReasonForm, policy_actions.send_back, ("send_back",)


class Withdraw(PolicyAct):
    form_class, act, steps = ReasonForm, policy_actions.withdraw, ("withdraw",)
