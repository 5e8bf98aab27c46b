from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.actions.appraisals import due_for_appraisal
from archives.models import Volume
from foundation import clock
from foundation.desk.record_pages import ReasonForm

SHOWN = 200


class VolumesField(forms.ModelMultipleChoiceField[Any]):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **given: Any) -> None:
        super().__init__(queryset=Volume.objects.none(), required=False, **given)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.label} · {obj.year} · {obj.get_retention_display()} · {obj.department}"


class AppraisalForm(forms.Form):
    """The volumes whose retention has ended; what is ticked nowhere waits for the next list."""

    destroy = VolumesField(label=_("拟销毁"))
    keep = VolumesField(label=_("继续保管"))
    reason = forms.CharField(label=_("鉴定意见"), widget=forms.Textarea(attrs={"rows": 3}))
    wide = ("destroy", "keep", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        due = due_for_appraisal(clock.today()).order_by("year", "archive_no")
        shown = list(due.values_list("pk", flat=True)[:SHOWN])
        self.has_volumes = bool(shown)
        found = Volume.objects.filter(pk__in=shown).select_related("matter", "department")
        for name in ("destroy", "keep"):
            field: Any = self.fields[name]
            field.queryset = found.order_by("year", "archive_no")


class HoldForm(ReasonForm):
    """The reason stands on the volume's page and on the lists that are refused because of it."""

    reason = forms.CharField(label="", max_length=200, widget=forms.Textarea(attrs={"rows": 4}))
