"""Trying weights and thresholds out before a policy is drafted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from foundation.articles import Refusal
from foundation.governance.policy_values import written
from grading import forms, policies
from grading.calculation.what_if import what_if
from grading.models import GradingRun
from grading.rules import GRADES, Rules

ALL = [*GRADES, ""]


def try_out(request: HttpRequest) -> HttpResponse:
    """By GET: looking changes nothing, and the address can be passed on."""
    run = GradingRun.objects.newest_first().select_related("matter").first()
    present = run.policy if run else policies.RULES.value()
    form = forms.WhatIfForm(request.GET or None, present=present)
    context: dict[str, Any] = {"form": form, "run": run}
    if run is not None and form.is_bound and form.is_valid():
        tried = {**run.policy, **form.written()}
        try:
            context |= _effect(run, tried)
        except Refusal as refusal:
            form.add_error(None, f"{refusal.message}（{refusal.article}）")
    status = 422 if form.errors else 200
    return render(request, "grading/what_if.html", context, status=status)


def _effect(run: GradingRun, tried: dict[str, str]) -> dict[str, Any]:
    counts = what_if(run, Rules.of(tried))
    text = urlencode({"value": written(policies.RULES, tried)})
    return {
        "grades": ALL,
        "matrix": [(was, [counts.get((was, now), 0) for now in ALL]) for was in ALL],
        "totals": [
            (one, _sum(counts, 0, one), _sum(counts, 1, one)) for one in ALL
        ],
        "moved": sum(count for (was, now), count in counts.items() if was != now),
        "draft": f"{reverse('governance:propose', args=[policies.RULES.key])}?{text}",
    }  # fmt: skip


def _sum(counts: dict[tuple[str, str], int], place: int, grade: str) -> int:
    return sum(count for pair, count in counts.items() if pair[place] == grade)
