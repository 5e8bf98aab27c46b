"""The admin site on a desk and on a phone, under the content security policy."""

from __future__ import annotations

import os

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from foundation.people.models import RoleGrant, User
from tests.complaints.conftest import make_cast, new_complaint
from tests.harness.browser import Live
from tests.harness.frozen import Clock

pytestmark = pytest.mark.browser

PATHS = (
    "/admin/", "/admin/people/user/", "/admin/people/user/add/", "/admin/people/department/",
    "/admin/people/rolegrant/add/", "/admin/complaints/complaint/", "/admin/policies/policyvalue/",
)  # fmt: skip


@pytest.mark.parametrize("width", [1440, 390])
def test_a_record_keeper_works_with_it(
    transactional_db: None, clock: Clock, live: Live, width: int
) -> None:
    cast = make_cast()
    complaint = new_complaint(cast)
    keeper = User.objects.create_user("K1", "单晓东")
    RoleGrant.objects.create(user=keeper, group=Group.objects.get(name="record_keeper"))
    faults: list[str] = []
    live.page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    live.sign_in(keeper)
    live.page.set_viewport_size({"width": width, "height": 900})
    for path in (*PATHS, f"/admin/complaints/complaint/{complaint.pk}/change/"):
        page = live.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if folder := os.environ.get("DESK_SHOTS"):
            page.screenshot(path=f"{folder}/{width}{path.replace('/', '_')}.png")
    page = live.open(f"/admin/people/user/{cast.engineer.pk}/change/")
    page.locator("#select2-id_supervisor-container").click()
    page.locator(".select2-search__field").fill("he jing")
    page.get_by_role("option", name="何静").click()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("row", name="胡文斌")).to_contain_text("何静")
    assert faults == []
