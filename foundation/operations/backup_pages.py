"""What came of the backups, for the system administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.operations.backup_runs import is_late, latest_good
from foundation.operations.models import BackupRun

SHOWN = 30


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    context = {
        "runs": BackupRun.objects.all()[:SHOWN],
        "latest": latest_good(),
        "is_late": is_late(),
    }
    return render(request, "operations/backups.html", context)
