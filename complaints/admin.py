from django.contrib import admin

from complaints.models import Complaint
from foundation.people.keepers import RecordAdmin


@admin.register(Complaint)
class ComplaintAdmin(RecordAdmin):
    list_display = fields = (
        "number", "state", "customer", "goods", "store", "handling_department", "received_at",
        "due_on",
    )  # fmt: skip
    list_filter = ("state", "channel", "is_measured", "received_at")
    list_select_related = ("matter", "customer", "store", "handling_department")
    search_fields = ("matter__number", "customer__name", "contact_phone", "order_no")
