from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from foundation.monthly.models import MonthlyReport
from foundation.people.keepers import RecordAdmin, column


@admin.register(MonthlyReport)
class MonthlyReportAdmin(RecordAdmin):
    list_display = fields = ("number", "month", "state", "submitter", "approver")
    list_filter = ("code", "state")
    list_select_related = ("matter", "submitted_by", "approved_by")
    date_hierarchy = "month"
    submitter = column("submitted_by", _("提交人"))
    approver = column("approved_by", _("批准人"))
