"""Chromium as the distribution packages it, on the live server of the test."""

import os
import shutil
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

# A window without a screen still draws the pop-up of its address bar, a page of its own beside each
# of ours: two fifths of the processor time. The others are what Playwright switches off, for the
# last list counts.
WITHOUT = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
    "SpareRendererForSitePerProcess",
    "AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints",
    "PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning",
)  # fmt: skip
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(WITHOUT)}",
]
MISSING = "Chromium is missing (apt-get install chromium, or set CHROMIUM to its path)"


def chromium() -> str | None:
    return shutil.which(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


def require_chromium() -> None:
    """Without a browser its tests are skipped on a developer's machine, and fail in CI."""
    if chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)


@dataclass
class Live:
    """The product under an address, and one browser window."""

    url: str
    context: BrowserContext
    page: Page

    def open(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def sign_in(self, user: Any) -> None:
        """Carry a session of this user; the login page has tests of its own."""
        client = Client()
        client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.clear_cookies()
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": self.url}]
        )
