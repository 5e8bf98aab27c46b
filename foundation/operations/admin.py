"""How the installation fares, and the second factor of whoever lost their phone."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessLog
from axes.utils import reset
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation.operations.models import DemoLoad, Heartbeat
from foundation.people.keepers import TECHNICIANS, KeeperAdmin, LedgerAdmin


class TechnicalAdmin(KeeperAdmin):
    readers = TECHNICIANS


@admin.register(AccessAttempt)
class AccessAttemptAdmin(TechnicalAdmin):
    """Wrong passwords that count towards a lockout."""

    list_display = ("attempt_time", "username", "ip_address", "failures_since_start", "path_info")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    exclude = ("get_data", "post_data")
    ordering = ("-attempt_time",)
    actions = ("unlock",)

    @admin.action(description=_("解除锁定"), permissions=["view"])
    def unlock(self, request: HttpRequest, attempts: QuerySet[AccessAttempt]) -> None:
        number = sum(reset(username=one.username, ip=one.ip_address) for one in attempts)
        told = ngettext("已解除 %(number)d 个锁定。", "已解除 %(number)d 个锁定。", number)
        messages.success(request, told % {"number": number})


@admin.register(AccessLog)
class AccessLogAdmin(TechnicalAdmin):
    list_display = ("attempt_time", "username", "ip_address", "logout_time")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)


@admin.register(Authenticator)
class AuthenticatorAdmin(LedgerAdmin):
    """Removed for whoever lost phone and recovery codes: the next login sets up a new one."""

    readers = removers = TECHNICIANS
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__name", "user__employee_number")
    ordering = ("user__name_pinyin", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not one's own: whoever found a session open would be rid of it."""
        own = obj is not None and obj.user_id == request.user.pk
        return not own and super().has_delete_permission(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        super().delete_queryset(request, queryset.exclude(user=request.user.pk))


@admin.register(Heartbeat)
class HeartbeatAdmin(TechnicalAdmin):
    list_display = ("process", "seen_at")


@admin.register(DemoLoad)
class DemoLoadAdmin(TechnicalAdmin):
    list_display = ("app", "size", "seed", "loaded_at")
