"""From Excel: who looks after which district. Surveys come from nowhere: consent is given in person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from foundation.desk.row_forms import KnownRows
from foundation.listing.imports import ImportColumn
from foundation.people.delegation import acts_as
from foundation.people.models import User
from health_forms import actions
from health_forms.forms.allocation import TerritoryRowForm
from health_forms.models import Territory
from health_forms.roles import MANAGER
from health_forms.scope import REGULATION


class TerritoryImport(KnownRows):
    code = "health_forms.territories"
    title = _("负责区县")
    model = Territory
    form_class = TerritoryRowForm
    key = ("person",)
    allows_partial = True
    columns = (
        ImportColumn("person", _("工号"), required=True, example="3103"),
        ImportColumn("district", _("负责区县"), required=True, example=_("鼓楼区")),
    )

    def may_import(self, user: User) -> bool:
        return acts_as(user, MANAGER, REGULATION)

    def existing(self, keys: Sequence[dict[str, str]], *, by: User) -> Iterable[Model]:
        people = self.keys_of("person", (key["person"] for key in keys))
        return Territory.objects.filter(person__in=people).select_related("person")

    def key_of(self, record: Any) -> tuple[str, ...]:
        return (record.person.employee_number,)

    def save(self, form: Any, *, record: Any, by: User) -> Model:
        return actions.set_territory(by=by, **form.cleaned_data)
