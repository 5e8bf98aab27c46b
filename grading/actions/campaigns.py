"""Campaigns and contacts with customers, channel by channel (R3.B2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.process.rows import locked, reasoned
from foundation.process.submissions import once
from grading.actions.turn import not_ahead, only_of_account
from grading.models import Campaign, Touchpoint
from grading.roles import SALES, SALES_MANAGER

CAMPAIGN = ("name", "channel", "starts_on", "ends_on", "budget", "note")
TOUCHPOINT = ("customer", "campaign", "channel", "touched_on", "note")


def plan_campaign(campaign: Campaign, *, by: User, key: str | None = None) -> Campaign:
    def act() -> Campaign:
        only_as(by, SALES, SALES_MANAGER, article="R3.B2")
        _check(campaign)
        campaign.entered_by = by
        campaign.save(force_insert=True)
        return campaign

    what = ["plan_campaign", *(getattr(campaign, name) for name in CAMPAIGN)]
    try:
        return once(act, Campaign, key=key, by=by, what=what)
    except IntegrityError:
        raise _known() from None


def change_campaign(
    campaign: Campaign, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Campaign:
    def act() -> Campaign:
        only_as(by, SALES, SALES_MANAGER, article="R3.B2")
        fresh = locked(campaign, seen)
        for name, value in given.items():
            setattr(fresh, name, value)
        _check(fresh)
        fresh.save()
        return fresh

    what = ["change_campaign", campaign, *given.values()]
    try:
        return once(act, Campaign, key=key, by=by, what=what)
    except IntegrityError:
        raise _known() from None


def record_touchpoint(touchpoint: Touchpoint, *, by: User, key: str | None = None) -> Touchpoint:
    """A contact; one of a campaign is by the campaign's channel."""

    def act() -> Touchpoint:
        _check_contact(touchpoint, by)
        touchpoint.entered_by, touchpoint.entered_at = by, clock.now()
        touchpoint.department = by.department
        touchpoint.save(force_insert=True)
        return touchpoint

    what = ["record_touchpoint", *(getattr(touchpoint, name) for name in TOUCHPOINT)]
    return once(act, Touchpoint, key=key, by=by, what=what)


def change_touchpoint(
    touchpoint: Touchpoint, *, by: User, seen: int, given: Mapping[str, Any], key: str | None = None
) -> Touchpoint:
    def act() -> Touchpoint:
        fresh = _standing(touchpoint, by, seen)
        for name, value in given.items():
            setattr(fresh, name, value)
        _check_contact(fresh, by)
        fresh.save()
        return fresh

    what = ["change_touchpoint", touchpoint, *given.values()]
    return once(act, Touchpoint, key=key, by=by, what=what)


def void_touchpoint(
    touchpoint: Touchpoint, *, by: User, seen: int, reason: str, key: str | None = None
) -> Touchpoint:
    """Entered by mistake: it stays visible, but doesn't count for its campaign."""

    def act() -> Touchpoint:
        fresh = _standing(touchpoint, by, seen)
        fresh.voided_by, fresh.voided_at, fresh.void_reason = by, clock.now(), reasoned(reason)
        fresh.save()
        return fresh

    what = ["void_touchpoint", touchpoint, reason]
    return once(act, Touchpoint, key=key, by=by, what=what)


def _standing(touchpoint: Touchpoint, by: User, seen: int) -> Touchpoint:
    fresh = locked(touchpoint, seen)
    only_of_account(by, fresh.customer, SALES, SALES_MANAGER, article="R3.B2")
    if fresh.voided_at is not None:
        raise Refusal("R3.B2", _("这次接触已经作废。"))
    return fresh


def _check_contact(touchpoint: Touchpoint, by: User) -> None:
    only_of_account(by, touchpoint.customer, SALES, SALES_MANAGER, article="R3.B2")
    not_ahead(touchpoint.touched_on, article="R3.B2", field="touched_on")
    campaign = touchpoint.campaign
    if campaign is not None and campaign.channel != touchpoint.channel:
        raise Refusal("R3.B2", _("与营销活动的推广渠道不同。"), field="channel")


def _check(campaign: Campaign) -> None:
    if campaign.ends_on < campaign.starts_on:
        raise Refusal("R3.B2", _("结束日期早于开始日期。"), field="ends_on")


def _known() -> Refusal:
    return Refusal("R3.B2", _("已有同名的营销活动。"), field="name")
