from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.models import Difference
from foundation.desk.record_pages import ActForm


class PlaceFields(forms.Form):
    """The levels of a place, from the room down."""

    room = forms.CharField(label=_("库房"), max_length=20)
    cabinet = forms.CharField(label=_("柜"), max_length=10)
    shelf = forms.CharField(label=_("层"), max_length=10)
    box = forms.CharField(label=_("盒"), max_length=10, required=False)


class BeginForm(PlaceFields):
    cabinet = forms.CharField(label=_("柜"), max_length=10, required=False)
    shelf = forms.CharField(
        label=_("层"), max_length=10, required=False, help_text=_("不填即盘点整柜或整个库房。")
    )


class MoveForm(PlaceFields, ActForm):
    reason = forms.CharField(label=_("理由"), max_length=200)
    wide = ("reason",)

    def prepare(self) -> None:
        for name in PlaceFields.base_fields:
            self.initial.setdefault(name, getattr(self.record.place, name, ""))


class SettleForm(ActForm):
    """A line of the list; a volume that stands there for good has its place corrected."""

    difference = forms.ModelChoiceField(label=_("差异"), queryset=Difference.objects.none())
    settlement = forms.CharField(
        label=_("处理结果"), max_length=200, required=False,
        help_text=_("例如：已放回登记的库位；已补办归还。更正库位时可不填。"),
    )  # fmt: skip
    corrects = forms.BooleanField(label=_("把登记的库位更正为："), required=False)
    room = forms.CharField(label=_("库房"), max_length=20, required=False)
    cabinet = forms.CharField(label=_("柜"), max_length=10, required=False)
    shelf = forms.CharField(label=_("层"), max_length=10, required=False)
    box = forms.CharField(label=_("盒"), max_length=10, required=False)
    wide = ("difference", "settlement", "corrects")

    def prepare(self) -> None:
        field: Any = self.fields["difference"]
        field.queryset = self.record.differences.filter(settled_at=None).select_related(
            "volume__matter"
        )
        for name in PlaceFields.base_fields:
            self.initial.setdefault(name, getattr(self.record, name))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        levels = {name: given.pop(name, "") for name in PlaceFields.base_fields}
        given["levels"] = levels if given.pop("corrects", False) else None
        if given["levels"]:
            for name in ("room", "cabinet", "shelf"):
                if not levels[name]:
                    self.add_error(name, _("更正库位须填写。"))
        return given
