"""The papers of a design and the rounds of its review."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.desk.record_pages import ActForm
from power_projects import rules
from power_projects.models import Defect, DesignPaper, Examination


class PaperForm(ActForm):
    paper = forms.ChoiceField(label=_("资料"))
    file = forms.FileField(label=_("文件"), required=False)
    absence_reason = forms.CharField(
        label=_("不适用的理由"), max_length=200, required=False,
        help_text=_("没有文件的写明理由，由审查部门认可。"),
    )  # fmt: skip
    wide = ("paper", "absence_reason")

    def prepare(self) -> None:
        field: Any = self.fields["paper"]
        asked = self.record.papers.filter(kind=DesignPaper.OTHER)
        field.choices = [
            ("", "—"), *rules.DESIGN_PAPERS.items(), *((str(one.pk), one.title) for one in asked),
        ]  # fmt: skip


class AskForm(ActForm):
    title = forms.CharField(label=_("要求的其他资料"), max_length=100)
    wide = ("title",)


class RoundForm(ActForm):
    """A round of any kind: earlier defects ticked off, the verdict, new ones a line each."""

    kind: ClassVar[str]

    held_on = forms.DateField(label=_("日期"), widget=forms.DateInput)
    cleared = forms.ModelMultipleChoiceField(
        label=_("已改正的缺陷"), queryset=Defect.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    is_passed = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("", "—"), ("yes", _("合格")), ("no", _("不合格，需整改"))],
        coerce=lambda value: value == "yes",
    )
    opinion = forms.CharField(label=_("意见"), widget=forms.Textarea(attrs={"rows": 4}))
    defects = forms.CharField(
        label=_("缺陷"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("每行一条；合格的不填。"),
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("cleared", "opinion", "defects")

    def prepare(self) -> None:
        field: Any = self.fields["cleared"]
        field.queryset = Defect.objects.filter(
            found_in__project=self.record, found_in__kind=self.kind, cleared_in=None
        )
        self.initial.setdefault("held_on", clock.today())

    def leave_out_unasked(self) -> None:
        """Before it is shown: where there is nothing to tick off there is no question."""
        for field in self.fields.values():
            rows: Any = getattr(field, "queryset", None)
            if rows is not None and not rows.exists():
                field.widget = forms.MultipleHiddenInput()

    def clean_defects(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["defects"].splitlines()]
        kept = [line for line in lines if line]
        if any(len(line) > 200 for line in kept):
            raise forms.ValidationError(_("每条缺陷不超过 200 字。"))
        return kept


class ReviewForm(RoundForm):
    kind = Examination.Kind.DESIGN
    attended = forms.MultipleChoiceField(
        label=_("参加单位"), choices=Examination.Party, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    accepted = forms.ModelMultipleChoiceField(
        label=_("认可不适用的资料"), queryset=DesignPaper.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    field_order = (
        "held_on", "attended", "cleared", "accepted", "is_passed", "opinion", "defects",
    )  # fmt: skip
    wide: ClassVar[tuple[str, ...]] = ("attended", "cleared", "accepted", "opinion", "defects")

    def prepare(self) -> None:
        super().prepare()
        field: Any = self.fields["accepted"]
        field.queryset = self.record.papers.filter(accepted_by=None).exclude(absence_reason="")
