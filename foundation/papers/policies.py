"""What may be attached."""

from django.utils.translation import gettext_lazy as _

from foundation.people import roles
from foundation.policies.declarations import Policy

FILE_TYPES = Policy(
    key="papers.file_types",
    label=_("允许上传的文件类型（扩展名）"),
    article="R0.files",
    type=list,
    initial=[
        "pdf", "docx", "xlsx", "pptx", "doc", "xls", "ppt",
        "txt", "jpg", "jpeg", "png", "gif", "webp",
    ],
    approver=roles.SYSTEM_ADMIN,
)  # fmt: skip

LARGEST_FILE = Policy(
    key="papers.largest_file",
    label=_("单个附件的最大大小"),
    article="R0.files",
    type=int,
    initial=20,
    approver=roles.SYSTEM_ADMIN,
    unit="MiB",
)
