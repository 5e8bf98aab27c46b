"""Forms that fill a plain row, on a page or from a workbook; other rows are named, not chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.customers.models import Customer
from foundation.listing.imports import ImportSpec
from foundation.people.models import User
from foundation.people.names import sort_key


class NamedField(forms.ModelChoiceField[Any]):
    """A row named by its code as people write it: no list of ten thousand to choose from."""

    widget = forms.TextInput

    def __init__(self, *, queryset: Any, named_by: str, missing: Any, **given: Any) -> None:
        super().__init__(queryset=queryset, to_field_name=named_by, **given)
        self.error_messages["invalid_choice"] = missing

    # What was looked up before, where many forms are filled one after the other.
    known: dict[str, Any] | None = None

    def to_python(self, value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else value
        if self.known is None or not text:
            return super().to_python(text)
        if text not in self.known:
            self.known[text] = super().to_python(text)
        return self.known[text]


class CustomerField(NamedField):
    """A customer by name, credit code, or ``#`` and number where several bear the same name."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", gettext_lazy("客户"))
        given.setdefault("help_text", gettext_lazy("名称或统一社会信用代码；同名的写“#客户号”。"))
        super().__init__(
            queryset=Customer.objects.all(),
            named_by="pk",
            missing=gettext_lazy("登记册中没有这个客户。"),
            **given,
        )

    def prepare_value(self, value: Any) -> Any:
        return f"#{value.pk}" if isinstance(value, Customer) else value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if self.known is not None and text in self.known:
            return self.known[text]
        found = self._named(text) if text else None
        if self.known is not None:
            self.known[text] = found
        return found

    def _named(self, text: str) -> Customer:
        number = text.removeprefix("#")
        if text != number:
            same = Q(pk=int(number)) if number.isdecimal() and len(number) < 19 else Q(pk=None)
        else:
            # The sort key is indexed, the name is not.
            by_name = Q(name_pinyin=sort_key(text), name=text)
            same = by_name | Q(credit_code=text.upper())
        found = list(Customer.objects.current().filter(same).order_by("pk")[:4])
        if not found:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        if len(found) > 1:
            numbers = "、".join(f"#{one.pk} {one.phone}".strip() for one in found)
            message = _("有几个同名客户，请写客户号：%(numbers)s") % {"numbers": numbers}
            raise ValidationError(message, code="ambiguous")
        return found[0]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


class RowForm(forms.ModelForm[Any]):
    """Fills a row; what may not be, the act refuses, by its article, and not the model."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name, field in self.fields.items():
            if isinstance(field, NamedField) and self.instance.pk:
                self.initial[name] = getattr(self.instance, name)

    def _post_clean(self) -> None:
        for name, value in self.cleaned_data.items():
            setattr(self.instance, name, value)


class KnownRows(ImportSpec):
    """What rows name (people, projects, kinds) is looked up once in a run, not once a row."""

    def start(self) -> None:
        super().start()
        self.known: dict[str, dict[str, Any]] = {}

    def filled(self, form: Any) -> Any:
        for name, field in form.fields.items():
            if isinstance(field, NamedField):
                field.known = self.known.setdefault(name, {})
        return form

    def form(self, data: dict[str, Any], *, record: Model | None, by: User) -> forms.BaseForm:
        form: forms.BaseForm = self.filled(super().form(data, record=record, by=by))
        return form
