"""A design, a question a line, as people write lists."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from health_forms.models import FormDesign

HEALTH = gettext_lazy("健康")


class QuestionsField(forms.CharField):
    """``健康史 | 选择 | 血压 | 正常、偏高、偏低 | 健康``; the last two parts as needed."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        lines = [line for line in text.splitlines() if line.strip()]
        return [_question(number, line) for number, line in enumerate(lines, start=1)]

    def validate(self, value: Any) -> None:
        if not value:
            raise ValidationError(self.error_messages["required"], code="required")


def _question(number: int, line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.replace("｜", "|").split("|")]
    section = _code_of(FormDesign.Section, parts[0])
    kind = _code_of(FormDesign.Kind, parts[1]) if len(parts) > 1 else None
    label = parts[2] if len(parts) > 2 else ""
    choices = [one for one in re.split("[、,，]", parts[3]) if one] if len(parts) > 3 else []
    if not section or not kind or not label or (kind == FormDesign.Kind.CHOICE and not choices):
        message = _("第 %(number)s 行看不懂：%(line)s")
        raise ValidationError(message % {"number": number, "line": line}, code="question")
    return {
        "code": f"q{number}", "section": section, "kind": kind, "label": label, "choices": choices,
        "is_health": len(parts) > 4 and parts[4] == str(HEALTH),
    }  # fmt: skip


def _code_of(choices: Any, label: str) -> str | None:
    return next((code for code, word in choices.choices if str(word) == label), None)


def as_lines(questions: list[dict[str, Any]]) -> str:
    sections, kinds = dict(FormDesign.Section.choices), dict(FormDesign.Kind.choices)
    return "\n".join(
        " | ".join(
            [
                str(sections[one["section"]]), str(kinds[one["kind"]]), one["label"],
                "、".join(one.get("choices", ())), str(HEALTH) if one.get("is_health") else "",
            ]
        ).rstrip(" |")
        for one in questions
    )  # fmt: skip


class DesignForm(forms.Form):
    opening = forms.CharField(
        label=gettext_lazy("开场说明"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("须写明公司和销售目的；{company} 代表公司名称。"),
    )  # fmt: skip
    consent = forms.CharField(
        label=gettext_lazy("知情同意书"), widget=forms.Textarea(attrs={"rows": 8})
    )
    questions = QuestionsField(
        label=gettext_lazy("问题"), widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("每行一题：部分 | 类型 | 问题 | 选项（用、隔开）| 健康"),
    )  # fmt: skip
    wide = ("opening", "consent", "questions")
