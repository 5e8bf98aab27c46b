"""Each form of regulation 4, filled in by the person whose turn it is."""

from __future__ import annotations

from typing import Any

from django.core import signing

from foundation import clock
from health_forms.models import FormDesign
from health_forms.views.surveys import SALT
from tests.architecture.filled_forms import FORMS, Sent, form
from tests.complaints.conftest import Cast
from tests.health_forms.conftest import ANSWERS, WHO, Staff, fresh, make_staff, surveyed

# What has no matter yet, or none of its own.
FREE = {"health_forms:publish", "health_forms:take"}


@form("health_forms:take")
def take(cast: Cast) -> Sent:
    staff, design = make_staff(), FormDesign.objects.first()
    assert design is not None
    note = [staff.rep.pk, design.pk, clock.now().isoformat(), "signed", "T-9"]
    answers = {f"q_{code}": answer for code, answer in ANSWERS.items() if answer != "—"}
    data = {
        "consent": signing.dumps(note, salt=SALT), "filled_by": "self", **WHO, **answers,
        "q_supplements_declined": "on",
    }  # fmt: skip
    return Sent(staff.rep, data)


@form("health_forms:publish")
def publish(cast: Cast) -> Sent:
    data = {
        "opening": "我是{company}的。", "consent": "{company}处理您的信息以便销售。",
        "questions": "基本情况 | 文字 | 爱好",
    }  # fmt: skip
    return Sent(make_staff().keeper, data)


def on_survey(name: str, who: str, prepare: Any = surveyed, **data: Any) -> None:
    def fill(cast: Cast) -> Sent:
        staff: Staff = make_staff()
        survey = prepare(staff)
        typed = next((str(data[k]) for k in ("reason", "comment") if k in data), "")
        return Sent(getattr(staff, who), data, [survey.pk], fresh(survey).matter, typed)

    FORMS[f"health_forms:{name}"] = fill


on_survey("hand_in", "rep")
