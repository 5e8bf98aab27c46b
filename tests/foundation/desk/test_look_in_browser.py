"""The frame of every page in a real browser, with the security policy on."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from foundation.people.models import User
from tests.harness.browser import Live

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Path(settings.ROOT) / "node_modules" / "axe-core" / "axe.min.js"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
PAGES = ["/accounts/login/", "/accounts/password/reset/", "/no-such-page/"]
OWN_PAGES = ["/accounts/password/change/", "/accounts/2fa/", "/accounts/logout/"]


def complaints_of_axe(page: Any) -> list[str]:
    # By evaluate and not by a script element: the security policy stays on.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
        "one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', ')))"
    )
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", [*PAGES, *OWN_PAGES])
def test_a_page_is_accessible_fits_the_window_and_breaks_no_policy(
    live: Live, size: dict[str, int], path: str
) -> None:
    if path in OWN_PAGES:
        live.sign_in(User.objects.create_user("9001", "欧阳文博", "a-good-password-9"))
    said: list[str] = []
    live.page.on("console", lambda message: said.append(message.text))
    live.page.on("pageerror", lambda error: said.append(str(error)))
    live.page.set_viewport_size(size)  # type: ignore[arg-type]
    page = live.open(path)
    assert page.url == live.url + path
    assert complaints_of_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    refused = [text for text in said if "Content Security Policy" in text or "Error" in text]
    assert refused == []


def test_the_theme_chosen_is_kept_on_the_next_page(live: Live) -> None:
    page = live.open("/accounts/login/")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    assert live.open("/accounts/login/").get_attribute("html", "data-bs-theme") == "dark"
    assert complaints_of_axe(page) == []


def test_the_navigation_opens_as_a_named_dialog_on_a_phone(live: Live) -> None:
    live.sign_in(User.objects.create_user("9001", "欧阳文博", "a-good-password-9"))
    live.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page = live.open("/accounts/2fa/")
    assert not page.locator(".sidebar-nav").is_visible()
    page.click("[data-bs-toggle=offcanvas]")
    page.locator("#sidebar.show:not(.showing)").wait_for()
    assert complaints_of_axe(page) == []
