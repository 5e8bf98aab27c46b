from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archives.kinds import FILING_KINDS
from archives.scope import REGULATION
from foundation.desk.person_field import PersonField
from foundation.people.delegation import stands_for
from foundation.people.models import Department, User


class NamingForm(forms.Form):
    department = forms.ModelChoiceField(label=_("部门"), queryset=Department.objects.none())
    person = PersonField(label=_("部门档案员"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        headed = Department.objects.filter(
            head__in=stands_for(user, REGULATION), kind__in=FILING_KINDS
        ).order_by("path")
        self.fields["department"].queryset = headed  # type: ignore[attr-defined]
        self.initial.setdefault("department", headed.first())
