"""A key account is visited, inspected and visited directly in Chromium, each as whose turn it is.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from key_accounts import actions
from key_accounts.models import Authorisation, Inspection, Revisit
from tests.browser.test_complaint_story import Walk
from tests.browser.test_incentive_story import send
from tests.harness.frozen import Clock
from tests.key_accounts.conftest import confirmed, exchange, make_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.article("R6.6", "R6.7", "R6.9")
def test_an_account_is_visited_inspected_and_visited_directly_in_the_browser(
    live: Any, clock: Clock
) -> None:
    desk = make_desk()
    account = confirmed(desk)
    walk = Walk(live)
    walk.as_(desk.lead, reverse("key_accounts:log_revisit", args=[account.pk]))
    walk.fill({"met": "王工", "content": "了解冬季需求", "promised": "下周报价"})
    walk.keep("log")
    send(walk)
    revisit = Revisit.objects.get()
    clock.set("2026-12-01 08:00")
    actions.draw_samples()
    url = revisit.get_absolute_url()
    returned = {"finding": "未写客户意见", "mend_by": "2026-12-08"}
    walk.act(desk.manager, url, "退回补正", returned)
    walk.act(desk.branch_manager, url, "补正", {"content": "客户希望提前提货"})
    walk.act(desk.manager, url, "检查合格", {"comment": "属实"})
    page = walk.as_(desk.manager, Inspection.objects.latest("month").get_absolute_url())
    expect(page.get_by_text("100.0%")).to_be_visible()
    walk.keep("inspection")

    walk.as_(desk.manager, reverse("key_accounts:ask_authorisation", args=[account.pk]))
    walk.fill({"purpose": "续约前征求意见", "valid_until": "2026-12-10"})
    send(walk)
    url = Authorisation.objects.get().get_absolute_url()
    walk.act(desk.leader, url, "授权", {"comment": "同意"})
    met = {"met": "赵总", "content": "征求意见", "result": "愿意续约"}
    walk.act(desk.manager, url, "登记直接回访", met)

    shared = exchange(desk)
    walk.as_(desk.stranger, reverse("key_accounts:reply", args=[shared.pk]))
    walk.fill({"content": "愿意一同跟进"})
    walk.keep("reply")
    send(walk)
    page = walk.as_(desk.stranger, account.get_absolute_url())
    expect(page.get_by_text("404")).to_be_visible()
