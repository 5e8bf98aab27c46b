"""The pages of the monthly statistics: the months, one month, its acts, its Excel file."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from typing import Any, ClassVar, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from foundation.desk.record_pages import (
    ActForm,
    ActPage,
    CommentForm,
    ReasonForm,
    RecordDetail,
    RecordView,
)
from foundation.monthly import actions
from foundation.monthly.excel import workbook_of
from foundation.monthly.models import MonthlyReport
from foundation.people.models import User
from foundation.process.events import log_event

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def months(request: HttpRequest) -> HttpResponse:
    visible = MonthlyReport.objects.visible_to(cast(User, request.user)).select_related(
        "matter", "submitted_by", "approved_by"
    )
    page = Paginator(visible, 24).get_page(request.GET.get("page"))
    return render(request, "monthly/list.html", {"page": page, "reports": page.object_list})


@require_safe
def of_month(request: HttpRequest, code: str, year: int, month: int) -> HttpResponseBase:
    """From the duty to submit it: the report, or the list while it is not computed yet."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        raise Http404
    visible = MonthlyReport.objects.visible_to(cast(User, request.user)).select_related("matter")
    report = visible.filter(code=code, month=date(year, month, 1)).first()
    return redirect(report.get_absolute_url() if report else "monthly:list")


class Detail(RecordDetail):
    model = MonthlyReport
    template_name = "monthly/detail.html"
    act_pages: ClassVar[dict[str, str]] = {
        "submit": "monthly:submit",
        "approve": "monthly:approve",
        "send_back": "monthly:send_back",
    }

    def extra_context(self) -> dict[str, Any]:
        return {"report": self.record}


class Submit(ActPage):
    model, form_class, act, steps = MonthlyReport, ActForm, actions.submit, ("submit",)
    template_name = "monthly/submit.html"

    def show(self, form: ActForm, *, seen: int, **more: Any) -> HttpResponse:
        return super().show(form, seen=seen, changes=self.record.changes(), **more)


class Approve(ActPage):
    model, form_class, act, steps = MonthlyReport, CommentForm, actions.approve, ("approve",)


class SendBack(ActPage):
    model, form_class, act, steps = MonthlyReport, ReasonForm, actions.send_back, ("send_back",)


class Excel(RecordView):
    model = MonthlyReport

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = self.record
        log_event(
            report.matter, "export", by=self.user, label=_("导出 Excel"),
            article=report.declaration.article,
        )  # fmt: skip
        response = HttpResponse(workbook_of(report), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{report.number}.xlsx"'
        return response
