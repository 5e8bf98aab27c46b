"""Forms that fill a plain row, on a page or from a workbook; other rows are named, not chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Model, Q
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

    def clean(self, value: Any) -> Any:
        if isinstance(value, str) and "\0" in value:  # which no text of the database can hold
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)

    # Text -> row, or ``None`` for nothing: looked up before, where many forms are filled.
    known: dict[str, Any] | None = None

    def look_up(self, texts: set[str], known: dict[str, Any]) -> None:
        """Read those of the texts that are not known yet, in one query."""
        new, name = texts - known.keys(), str(self.to_field_name)
        known.update(dict.fromkeys(new))
        known.update((str(getattr(one, name)), one) for one in self._named_by(name, new))

    def _named_by(self, name: str, texts: set[str]) -> Any:
        if name == "pk":
            texts = {text for text in texts if text.isdecimal() and len(text) < 19}
        rows: Any = self.queryset
        return rows.filter(**{f"{name}__in": texts}) if texts else ()

    def to_python(self, value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else value
        if self.known is None or text not in self.known:
            return super().to_python(text)
        if self.known[text] is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.known[text]


class EmployeeField(NamedField):
    """A person by employee number."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", gettext_lazy("工号"))
        super().__init__(
            queryset=User.objects.filter(account=User.Account.PERSON),
            named_by="employee_number",
            missing=gettext_lazy("没有这个工号的人员。"),
            **given,
        )


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

    def look_up(self, texts: set[str], known: dict[str, Any]) -> None:
        """Those that name one customer; what names none or several, the form tells by itself."""
        new = texts - known.keys()
        names = {text for text in new if not text.startswith("#")}
        codes: dict[str, set[str]] = defaultdict(set)
        for text in names:
            codes[text.upper()].add(text)
        numbers = {text[1:] for text in new - names if text[1:].isdecimal() and len(text) < 20}
        by_name = Q(name_pinyin__in={sort_key(text) for text in names}, name__in=names)
        same = by_name | Q(credit_code__in=codes.keys() - {""}) | Q(pk__in=numbers)
        named = defaultdict(list)
        for one in Customer.objects.current().filter(same):
            for text in ({f"#{one.pk}", one.name} | codes[one.credit_code]) & new:
                named[text].append(one)
        known.update((text, found[0]) for text, found in named.items() if len(found) == 1)

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
        for name, value in list(self.cleaned_data.items()):
            try:
                _refuse_what_no_column_holds(self.instance, name, value)
            except ValidationError as error:
                self.add_error(name, error)
            else:
                setattr(self.instance, name, value)


def _refuse_what_no_column_holds(row: Model, name: str, value: Any) -> None:
    """Whole numbers alone: of sums and texts the form's own fields know the bounds."""
    field = getattr(getattr(type(row), name, None), "field", None)
    if isinstance(field, IntegerField) and value is not None:
        field.run_validators(value)


class _Shared(dict[str, forms.Field]):
    """Fields that the forms of an import share: copying them is half the cost of a form."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


class KnownRows(ImportSpec):
    """What rows name (people, projects, kinds) is looked up once for a batch, not once a row.

    The forms of a run share their fields: a form may leave one out, but changes none.
    """

    def start(self) -> None:
        super().start()
        form_class: Any = self.form_class
        fields = _Shared(deepcopy(form_class.base_fields))
        row_form: Any = type("RowForm", (form_class,), {})
        row_form.base_fields = fields
        self.row_form = row_form
        self.known: dict[str, dict[str, Any]] = {}
        for column in self.columns:
            field = fields.get(column.field)
            if isinstance(field, NamedField):
                field.known = self.known[column.field] = {}

    def look_up(self, rows: Sequence[dict[str, str]]) -> None:
        for name, known in self.known.items():
            field: Any = self.row_form.base_fields[name]
            field.look_up({row[name] for row in rows if row.get(name)}, known)

    def keys_of(self, name: str, texts: Iterable[str]) -> list[int]:
        """Primary keys, zero for what is not there."""
        known = self.known[name]
        return [known[text].pk if known.get(text) else 0 for text in texts]

    def form(self, data: dict[str, Any], *, record: Model | None, by: User) -> forms.BaseForm:
        filled: forms.BaseForm = self.row_form(data, instance=record)
        return filled
