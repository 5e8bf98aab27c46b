from datetime import date, datetime

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from foundation.desk.forms import Renderer


class Intake(forms.Form):
    wide = ("customer",)
    layout = (("经过", ("on", "received")),)

    customer = forms.CharField(label="客户", help_text="全称")
    on = forms.DateField(label="发生日期", widget=forms.DateInput, required=False)
    received = forms.DateTimeField(label="收到时间", widget=forms.DateTimeInput, required=False)
    store = forms.ChoiceField(label="门店", choices=[("1", "徐汇")], required=False)
    demand = forms.MultipleChoiceField(
        label="要求",
        choices=[("a", "退货")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="已告知时限", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    default_renderer = Renderer


def test_every_kind_of_field_gets_the_class_of_the_kit() -> None:
    page = str(Intake())
    assert '<input type="text" name="customer"' in page
    assert 'class="form-control"' in page and 'class="form-select"' in page
    assert page.count("form-check-input") == 2
    assert 'id="id_demand" class="choices"' in page
    assert 'type="hidden" name="secret" id="id_secret"' in page


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_dates_reach_the_picker_of_the_browser_in_its_own_form(language: str) -> None:
    with translation.override(language):
        form = Intake(initial={"on": date(2026, 11, 3), "received": datetime(2026, 11, 3, 9, 5)})
        page = str(form)
    assert 'type="date" name="on" value="2026-11-03"' in page
    assert 'type="datetime-local" name="received" value="2026-11-03T09:05"' in page


def test_an_error_stands_beside_its_field_and_in_the_summary() -> None:
    page = str(Intake({"customer": ""}))
    assert 'aria-invalid="true"' in page and "is-invalid" in page
    assert 'aria-describedby="id_customer_helptext id_customer_error"' in page
    assert 'id="id_customer_error"' in page
    assert page.index('href="#id_customer"') < page.index('name="customer"')


def test_fields_named_by_the_layout_come_first_under_their_heading() -> None:
    page = str(Intake())
    assert page.index("经过</h2>") < page.index('name="on"') < page.index('name="customer"')


def test_a_refusal_says_what_is_missing_and_by_which_article() -> None:
    from foundation.articles import Refusal

    refusal = Refusal("R0.reasons", "须写明理由", missing=["退回理由"])
    page = render_to_string("refusal.html", {"refusal": refusal})
    assert "须写明理由" in page and "退回理由" in page and "R0.reasons" in page
