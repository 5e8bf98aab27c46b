"""Approving several tasks at once: each in a transaction of its own, each result told."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.articles import Refusal
from foundation.desk.inbox import done, waiting
from foundation.people.models import User
from foundation.process.models import Task
from foundation.process.requests import whole_number
from foundation.process.submissions import key_of
from foundation.process.tasks import batch_acts

MOST = 100


@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    sent = (whole_number(pk) for pk in request.POST.getlist("task")[:MOST])
    wanted = [pk for pk in sent if pk]
    # Sent again, the form finds its tasks done: the door gives them the same answer.
    tasks = (waiting(user) | done(user)).filter(pk__in=wanted, kind__in=batch_acts)
    results = [_approved(task, user, request) for task in tasks]
    missed = len(set(wanted)) - len(results)
    context = {"results": results, "missed": missed}
    return render(request, "desk/batch.html", context)


def _approved(task: Task, user: User, request: HttpRequest) -> dict[str, Any]:
    """``seen`` is the version the list showed: what changed since is not approved unread."""
    key, seen = key_of(request), whole_number(request.POST.get(f"seen-{task.pk}"))
    own_key = f"{key[:40]}:{task.pk}" if key else None
    try:
        batch_acts[task.kind](task.matter.record(), by=user, seen=seen, key=own_key)
    except Refusal as refusal:
        return {"task": task, "refusal": refusal, "told": str(refusal.message)}
    return {"task": task, "told": _("已批准")}
