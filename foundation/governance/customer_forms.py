from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.customers.models import Contact, Customer
from foundation.people.models import User


class CustomerForm(forms.ModelForm[Customer]):
    """The customer as the pages and the Excel import enter it."""

    wide: ClassVar[tuple[str, ...]] = ("address", "note")

    class Meta:
        model = Customer
        fields = (
            "kind", "name", "phone", "credit_code", "email", "district", "address", "owner", "note",
        )  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "note": forms.Textarea(attrs={"rows": 3}),
            "owner": forms.Select(attrs={"data-search": ""}),
            "phone": forms.TextInput(attrs={"inputmode": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["owner"]
        people.queryset = User.objects.working()

    def clean_credit_code(self) -> str:
        code = str(self.cleaned_data["credit_code"]).strip().upper()
        others = Customer.objects.current().exclude(pk=self.instance.pk)
        other = others.filter(credit_code=code).first() if code else None
        if other is not None:
            raise forms.ValidationError(
                _("“%(name)s”已使用这个统一社会信用代码。") % {"name": other.name}
            )
        return code


class NewCustomerForm(CustomerForm):
    is_another = forms.BooleanField(
        label=gettext_lazy("确认与相似的客户不是同一客户"), required=False
    )  # fmt: skip


class ContactForm(forms.ModelForm[Contact]):
    class Meta:
        model = Contact
        fields = ("name", "position", "phone", "email")
