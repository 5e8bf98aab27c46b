"""What every page may say about this installation (a template context processor)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest) -> dict[str, Any]:
    is_demo = getattr(settings, "DEMO", False)
    return {
        "company_name": getattr(settings, "COMPANY_NAME", ""),
        "app_version": getattr(settings, "VERSION", ""),
        "is_demo": is_demo,
        # Said on the login page, and only where everything is made up.
        "demo_logins": getattr(settings, "DEMO_LOGINS", ()) if is_demo else (),
        "demo_password": getattr(settings, "DEMO_PASSWORD", "") if is_demo else "",
    }
