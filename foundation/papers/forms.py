from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.papers.policies import FILE_TYPES, LARGEST_FILE


class AttachForm(forms.Form):
    file = forms.FileField(label=_("文件"))
    purpose = forms.CharField(
        label=_("用途"),
        max_length=60,
        required=False,
        help_text=_("例如：客户签字的回执"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = FILE_TYPES.value()
        limit = _("可以上传 %(kinds)s，不超过 %(size)s MiB。")
        field = self.fields["file"]
        field.help_text = limit % {
            "kinds": "、".join(kinds),
            "size": LARGEST_FILE.value(),
        }
        field.widget.attrs["accept"] = ",".join(f".{kind}" for kind in kinds)


class VoidForm(forms.Form):
    reason = forms.CharField(label=_("作废理由"), max_length=200)
