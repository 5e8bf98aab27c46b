from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Excel 文件"),
        help_text=_("按模板填写的 .xlsx 或 .csv 文件，最大 10 MB。上传后先试导入，不会写入数据。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
