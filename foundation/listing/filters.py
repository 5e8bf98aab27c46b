"""Filters that lists share: days from and to, people, departments with what is below, free text."""

from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.fields import DateRangeField
from django_filters.widgets import DateRangeWidget

from foundation.people.models import Department


class DayInput(forms.DateInput):
    """The browser's own date field; it takes ISO dates only, whatever the language."""

    input_type = "date"

    def __init__(self, label: Any) -> None:
        super().__init__(attrs={"aria-label": label}, format="%Y-%m-%d")


class DayRangeWidget(DateRangeWidget):
    template_name = "listing/day_range.html"
    suffixes: ClassVar[list[str]] = ["from", "to"]

    def __init__(self) -> None:
        forms.MultiWidget.__init__(self, [DayInput(_("自")), DayInput(_("至"))])


class DayRangeField(DateRangeField):
    widget = DayRangeWidget

    def compress(self, data_list: list[Any]) -> Any:
        if data_list and all(data_list) and data_list[0] > data_list[1]:
            raise forms.ValidationError(_("结束日期早于开始日期。"))
        return super().compress(data_list)


class DayRangeFilter(filters.DateFromToRangeFilter):
    """Days from and to, both included; of a moment, the day in the company's time zone."""

    field_class = DayRangeField


class SeveralWidget(forms.CheckboxSelectMultiple):
    template_name = "listing/several.html"


class ChoicesFilter(filters.MultipleChoiceFilter):
    """Any of several values, as tick boxes."""

    def __init__(self, **given: Any) -> None:
        # A row has one value: none comes twice, and DISTINCT would sort all of them.
        super().__init__(widget=SeveralWidget, distinct=False, **given)


class YesNoFilter(filters.BooleanFilter):
    """Either, yes or no."""

    def __init__(self, **given: Any) -> None:
        choices = [("", _("全部")), ("true", _("是")), ("false", _("否"))]
        super().__init__(widget=forms.Select(choices=choices), **given)


class PersonFilter(filters.CharFilter):
    """A person by part of the name or by employee number: needs no list of everybody."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": _("姓名或工号")})
        super().__init__(widget=widget, **given)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        text = (value or "").strip()
        if not text:
            return qs
        path = self.field_name
        return qs.filter(
            Q(**{f"{path}__name__contains": text}) | Q(**{f"{path}__employee_number": text})
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A department of the tree: its key and path, and the name as it stands among options."""

    pk: int
    path: str
    option: str


class DepartmentFilter(filters.ChoiceFilter):
    """A department with everything below it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=(), **given)

    @property
    def field(self) -> Any:
        if not hasattr(self, "_field"):
            self.extra["choices"] = [(str(one.pk), one.option) for one in self.parent.places]
        return super().field

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        places = self.parent.places
        top = next(one.path for one in places if one.pk == int(value))
        below = [one.pk for one in places if one.path.startswith(top)]
        return qs.filter(**{f"{self.field_name}__in": below})


class ListFilterSet(filters.FilterSet):
    """The filters of a list. Override ``search`` to get a search box above the table."""

    q = filters.CharFilter(label=_("搜索"), method="search_text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if type(self).search is ListFilterSet.search:
            del self.filters["q"]

    @cached_property
    def places(self) -> list[Place]:
        """The departments as a tree, read once for all filters that choose one."""
        found = Department.objects.order_by("path").values_list("pk", "path", "name")
        return [
            # An ideographic space: browsers drop leading plain ones.
            Place(pk, path, "\u3000" * (path.count("/") - 2) + name)
            for pk, path, name in found
        ]

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        raise NotImplementedError

    def search_text(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        text = value.strip()
        return self.search(queryset, text) if text else queryset
