"""Home, inbox and the managers' dashboard on a desk and on a phone."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

from tests.complaints.conftest import make_cast, new_complaint
from tests.complaints.story import bring_to
from tests.harness.browser import Live
from tests.harness.frozen import Clock

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 390])
def test_the_dashboard_draws_its_table_and_leads_to_what_is_late(
    transactional_db: None, clock: Clock, live: Live, width: int
) -> None:
    from complaints.models import State

    cast = make_cast()
    late = new_complaint(cast)
    bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    clock.move(days=4)
    live.sign_in(cast.gm)
    live.page.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/inbox/", "/dashboard/", "/articles/"):
        page = live.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if folder := os.environ.get("DESK_SHOTS"):
            page.wait_for_timeout(400)
            page.screenshot(path=f"{folder}/s{width}{path.replace('/', '_')}.png")
    page = live.open("/dashboard/")
    expect(page.locator("canvas[role=img]")).to_have_count(1)  # the drawing gives the role
    page.get_by_role("row", name="人民路店").get_by_role("link").click()
    expect(page.get_by_role("main")).to_contain_text(late.number)


def test_a_manager_approves_from_the_inbox(
    transactional_db: None, clock: Clock, live: Live
) -> None:
    from complaints.models import Complaint, State

    cast = make_cast()
    complaint = bring_to(new_complaint(cast), State.AWAITING_GM, cast)
    live.sign_in(cast.gm)
    page = live.open("/inbox/")
    page.get_by_label(f"选中 {complaint.number}").check()
    page.get_by_role("button", name="批准选中的事项").click()
    expect(page.get_by_role("row", name=complaint.number)).to_contain_text("已批准")
    assert Complaint.objects.get(pk=complaint.pk).state == State.DISPOSING
