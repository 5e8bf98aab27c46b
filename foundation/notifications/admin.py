from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from foundation.notifications import composing, sending
from foundation.notifications.models import Mail, Notice
from foundation.people.keepers import TECHNICIANS, KeeperAdmin


class OutboxAdmin(KeeperAdmin):
    """To be looked at: only the product itself writes and sends. What a mail says is between
    the matter and its reader."""

    readers = TECHNICIANS


@admin.register(Mail)
class MailAdmin(OutboxAdmin):
    list_display = ("created_at", "address", "subject", "state", "attempts", "next_try_at", "error")
    list_filter = ("state", "created_at")
    search_fields = ("address", "subject", "message_id", "recipient__name")
    exclude = ("text", "html")
    actions = ("try_again",)

    @admin.display(description=_("最近的错误"))
    def error(self, mail: Mail) -> str:
        return mail.last_error[:120]

    @admin.action(description=_("立即重新发送未发出的邮件"), permissions=["view"])
    def try_again(self, request: HttpRequest, mails: QuerySet[Mail]) -> None:
        number = sending.retry(mails)
        told = ngettext("%(number)d 封邮件将重新发送。", "%(number)d 封邮件将重新发送。", number)
        messages.success(request, told % {"number": number})


class FailingFilter(admin.SimpleListFilter):
    title = _("成文")
    parameter_name = "failing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("模板出错"))]

    def queryset(self, request: HttpRequest, notices: QuerySet[Any]) -> QuerySet[Any]:
        return notices.exclude(error="") if self.value() == "yes" else notices


@admin.register(Notice)
class NoticeAdmin(OutboxAdmin):
    list_display = ("created_at", "recipient", "address", "template", "article", "mail", "failure")
    list_filter = (FailingFilter, "at_once", "created_at")
    list_select_related = ("recipient", "mail")
    search_fields = ("recipient__name", "recipient__employee_number", "address", "dedupe")
    exclude = ("context",)
    actions = ("try_again",)

    @admin.display(description=_("成文错误"))
    def failure(self, notice: Notice) -> str:
        return notice.error[:120]

    @admin.action(description=_("立即重新成文"), permissions=["view"])
    def try_again(self, request: HttpRequest, notices: QuerySet[Notice]) -> None:
        number = composing.retry(notices)
        told = ngettext("%(number)d 项提醒将重新成文。", "%(number)d 项提醒将重新成文。", number)
        messages.success(request, told % {"number": number})
