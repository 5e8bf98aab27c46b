"""What a person changes about themselves, and asking another to stand in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.articles.declarations import regulations
from foundation.people.models import User


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("phone", "email", "language")


class DelegationForm(forms.Form):
    substitute = forms.ModelChoiceField(
        queryset=User.objects.none(),
        label=_("代理人"),
        widget=forms.Select(attrs={"data-search": ""}),
    )
    regulation = forms.TypedChoiceField(
        label=_("制度"), required=False, coerce=int, empty_value=None
    )
    starts_on = forms.DateField(label=_("自"), widget=forms.DateInput(attrs={"type": "date"}))
    ends_on = forms.DateField(label=_("至"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("事由"), max_length=200, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["substitute"]
        people.queryset = User.objects.working().exclude(pk=user.pk).select_related("department")
        choice: Any = self.fields["regulation"]
        numbers = [(one.number, one.verbose_name) for one in regulations()]
        choice.choices = [("", _("全部制度")), *numbers]
