"""Whose turn it is with a form, and until when: 24:00 company time of the day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation.process.tasks import TaskKind
from health_forms import holders, policies

HAND_IN = TaskKind(
    code="health_forms.hand_in",
    label=_("上交健康调查表"),
    article="R4.1.6",
    model="health_forms.Survey",
    awaits=("hand_in",),
    holder=holders.COLLECTOR,
    due=lambda survey: survey.due_on,
    alerts=policies.HAND_IN_ALERTS,
    is_duty=True,
)
