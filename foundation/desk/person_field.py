"""People to choose in a form: everybody working here, read anew for every form."""

from __future__ import annotations

from typing import Any

from django import forms

from foundation.people.models import User


class Working:
    """The field's people are those of the day the form is shown, not of the day of start."""

    queryset: Any

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        field = super().__deepcopy__(memo)  # type: ignore[misc]
        field.queryset = User.objects.working().select_related("department")
        return field


class PersonField(Working, forms.ModelChoiceField[User]):
    widget = forms.Select(attrs={"data-search": ""})

    def __init__(self, **given: Any) -> None:
        super().__init__(queryset=User.objects.none(), **given)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.department or '—'}）"


class PeopleField(Working, forms.ModelMultipleChoiceField[User]):
    widget = forms.SelectMultiple(attrs={"data-search": ""})

    def __init__(self, **given: Any) -> None:
        super().__init__(queryset=User.objects.none(), **given)
