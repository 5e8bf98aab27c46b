"""How every form of the project is drawn: our templates, Tabler's classes, no form touched."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe

SELECT = "django/forms/widgets/select.html"
CHECKS = {"checkbox", "radio"}
UNSTYLED = {"hidden", "submit", "image", "color"}
# The browser's own pickers; their values are ISO, which config/formats puts first.
PICKERS = {
    "django/forms/widgets/date.html": "date",
    "django/forms/widgets/datetime.html": "datetime-local",
    "django/forms/widgets/time.html": "time",
}


class Renderer(TemplatesSetting):
    """``{{ form }}``: summary of errors, then labels, help and errors beside each field.

    A form may name ``wide`` fields (whole row) and a ``layout``: a list of (heading, field names).
    """

    form_template_name = "django/forms/form.html"
    formset_template_name = "django/forms/formsets/div.html"
    field_template_name = "django/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if "widget" in context:
            _dress(context["widget"])
            if template_name == SELECT:
                return _select(context["widget"])
            if "optgroups" in context["widget"]:
                context["widget"]["boxes"] = _boxes(context["widget"])
        elif template_name == self.form_template_name:
            context = {
                **context,
                "sections": sections(context["form"], context["fields"]),
            }
        return super().render(template_name, context, request)


def sections(form: Any, fields: list[tuple[BoundField, Any]]) -> Iterable[tuple[Any, list[Any]]]:
    """The fields under their headings; what the layout leaves out comes last."""
    layout = getattr(form, "layout", None)
    if not layout:
        return [("", fields)]
    by_name = {field.name: (field, errors) for field, errors in fields}
    drawn = [
        (heading, [by_name.pop(name) for name in names if name in by_name])
        for heading, names in layout
    ]
    return [*drawn, ("", list(by_name.values()))]


def _dress(widget: dict[str, Any]) -> None:
    """Add the classes Tabler wants to a widget's context, and to the widgets inside it."""
    for part in widget.get("subwidgets", ()):
        _dress(part)
    attrs = widget["attrs"]
    if widget["template_name"] in PICKERS and "vDateField" not in attrs.get("class", ""):
        widget["type"] = PICKERS[widget["template_name"]]
    if name := _class_of(widget):
        invalid = " is-invalid" if attrs.get("aria-invalid") else ""
        widget["attrs"] = _with_class(attrs, name + invalid)


# Options as Django's templates draw them; those are rendered anew for each of hundreds.


def _select(widget: dict[str, Any]) -> SafeString:
    groups = []
    for group, options, _index in widget["optgroups"]:
        drawn = "".join(
            f'<option value="{escape(str(one["value"]))}"{_attributes(one)}>'
            f"{escape(str(one['label']))}</option>"
            for one in options
        )
        groups.append(
            f'<optgroup label="{escape(str(group))}">{drawn}</optgroup>' if group else drawn
        )
    attrs = flatatt({"name": widget["name"], **widget["attrs"]})
    return mark_safe(f"<select{attrs}>{''.join(groups)}</select>")  # all of it escaped above


def _boxes(widget: dict[str, Any]) -> SafeString:
    """Tick boxes or radio buttons, each in its label."""
    lines = []
    for group, options, _index in widget["optgroups"]:
        if group:
            lines.append(f'<div class="fw-bold w-100">{escape(str(group))}</div>')
        for one in options:
            of = f' for="{escape(one["attrs"]["id"])}"' if one["attrs"].get("id") else ""
            attrs = flatatt(_with_class(one["attrs"], "form-check-input"))
            lines.append(
                f'<label class="form-check"{of}><input type="{one["type"]}"'
                f' name="{escape(one["name"])}" value="{escape(str(one["value"]))}"'
                f"{attrs}>"
                f'<span class="form-check-label">{escape(str(one["label"]))}</span></label>'
            )
    return mark_safe("".join(lines))  # all of it escaped above


def _attributes(option: dict[str, Any]) -> str:
    return flatatt(option["attrs"]) if option["attrs"] else ""


def _class_of(widget: dict[str, Any]) -> str:
    kind = widget.get("type", "")
    if kind in UNSTYLED or "subwidgets" in widget or widget["is_hidden"]:
        return ""
    if "optgroups" in widget:
        return "form-select" if widget["template_name"] == SELECT else "choices"
    return "form-check-input" if kind in CHECKS else "form-control"


def _with_class(attrs: dict[str, Any], added: str) -> dict[str, Any]:
    return {**attrs, "class": f"{attrs.get('class', '')} {added}".strip()}
