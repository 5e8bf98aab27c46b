"""Work in the background: declared once, enqueued with parameters, run by whichever worker.

    @work_kind("papers.bulk_print", _("批量打印"))
    def bulk_print(work: Work, progress: Progress) -> Result: ...

    enqueue("papers.bulk_print", by=user, params={"matters": [1, 2]}, total=2)

The row is the truth and the Celery message only a hint: a sweep finds what no message reached and
what a dead worker left. A kind may therefore be started again, and says in its own writes what is
done already. It runs in no transaction of its own.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any

from celery import current_app
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.papers.failures import Failure
from foundation.papers.models import Work
from foundation.papers.progress import (
    ClaimLost,
    Progress,
    WorkCancelled,
    claimable,
    take,
)
from foundation.people.models import User

log = logging.getLogger(__name__)

# How often a work may die with its worker before it is given up as the cause of it.
MOST_ATTEMPTS = 3

# A waiting work is announced again after this time, in case its message was lost.
HINT_HOLDS = timedelta(seconds=60)

# A page waits no longer than this for a broker that is away or does not answer (seconds).
PATIENCE = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}

# How long the result of a work can be fetched.
RESULTS_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Result:
    """The file a work leaves to its owner; it is moved from ``path``. ``None``: nothing to fetch.

    ``summary`` is one line for the work's page and the notice.
    """

    path: Path | None = None
    filename: str = ""
    content_type: str = "application/octet-stream"
    summary: str = ""


@dataclass(frozen=True, slots=True)
class WorkKind:
    """``page``: the address of what the work was about, for works that leave no file."""

    code: str
    label: str | Promise
    run: Callable[[Work, Progress], Result]
    page: Callable[[Work], str] | None = None


_kinds: dict[str, WorkKind] = {}


def work_kind(
    code: str, label: str | Promise, *, page: Callable[[Work], str] | None = None
) -> Callable[[Callable[[Work, Progress], Result]], Callable[[Work, Progress], Result]]:
    def register(
        run: Callable[[Work, Progress], Result],
    ) -> Callable[[Work, Progress], Result]:
        _kinds[code] = WorkKind(code, label, run, page)
        return run

    return register


def kind_of(work: Work) -> WorkKind | None:
    return _kinds.get(work.kind)


def page_of(work: Work) -> str:
    kind = kind_of(work)
    return kind.page(work) if kind and kind.page else ""


def label_of(work: Work) -> str:
    kind = kind_of(work)
    return str(kind.label) if kind else work.kind


def enqueue(kind: str, *, by: User, params: dict[str, Any], total: int = 0) -> Work:
    """Put a work in line; it starts once the caller's transaction is committed.

    Asked for again while it is under way, it is the same work.
    """
    if kind not in _kinds:
        raise LookupError(f"no work kind {kind}")
    same = Work.objects.filter(kind=kind, owner=by, params=params, cancel_asked_at=None)
    under_way = same.exclude(state__in=Work.ENDED).first()
    if under_way is not None:
        return under_way
    work = Work.objects.create(
        kind=kind, owner=by, params=params, total=total, leased_until=Now() + HINT_HOLDS
    )
    work.refresh_from_db(fields=["leased_until"])
    transaction.on_commit(lambda: send(work.pk))
    return work


def send(work_id: int) -> bool:
    """Hint a worker; with the broker down the sweep will find the row."""
    from foundation.papers.long_jobs import run_work

    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as broker:
            run_work.apply_async((work_id,), retry=False, connection=broker)
    except (OperationalError, OSError) as error:
        log.warning("work %s could not be announced: %s", work_id, error)
        return False
    return True


def perform(work_id: int) -> bool:
    """Run the work if it can be claimed now. Called by the job; safe to call twice."""
    claimed = take(work_id)
    if claimed is None:
        return False
    work, claim = claimed
    with Progress(work, claim) as progress, translation.override(work.owner.language):
        try:
            _perform(work, progress)
        except WorkCancelled:
            _end(work, progress, Work.State.CANCELLED)
        except ClaimLost:
            log.warning("work %s was taken over by another worker", work_id)
        except Refusal as refusal:
            error = f"{refusal.message}（{refusal.article}）"
            _end(work, progress, Work.State.FAILED, error=error)
        except Failure as failure:
            log.error("work %s failed: %s", work_id, failure)
            _end(work, progress, Work.State.FAILED, error=_not_by_rule(failure.message))
        except Exception:
            log.exception("work %s failed", work_id)
            error = _not_by_rule(_("系统出错，未能完成。"))
            _end(work, progress, Work.State.FAILED, error=error)
    return True


def _not_by_rule(message: str) -> str:
    """So that nobody looks for a rule that was broken."""
    return message + _("这不是制度的限制，管理员可在日志中查到原因。")


def _perform(work: Work, progress: Progress) -> None:
    kind = kind_of(work)
    if kind is None:
        raise LookupError(f"no work kind {work.kind}")
    if work.attempts > MOST_ATTEMPTS:
        raise Failure(_("办理进程多次中断，已停止重试。"))
    work.folder.mkdir(parents=True, exist_ok=True)
    progress.check_cancelled()
    result = kind.run(work, progress)
    if result.path is not None:
        result.path.replace(work.result)
    _end(work, progress, Work.State.DONE, result=result)


def _end(
    work: Work,
    progress: Progress,
    state: Work.State,
    *,
    error: str = "",
    result: Result | None = None,
) -> None:
    """Close the work and tell its owner, in one transaction, if it is still ours to close."""
    progress.stop()
    values: dict[str, Any] = {
        "state": state,
        "error": error,
        "finished_at": clock.now(),
    }
    if result is not None:
        values |= {
            "summary": result.summary,
            "done": max(progress.done, progress.total),
        }
        values["total"] = values["done"]
        if result.path is not None:
            values |= {
                "result_name": result.filename,
                "result_type": result.content_type,
            }
    with transaction.atomic():
        if not work.held(progress.claim).update(**values, leased_until=None):
            return
        work.refresh_from_db()
        if state != Work.State.CANCELLED:
            _tell(work)
    _tidy(work)


def _tidy(work: Work) -> None:
    """Leave the result only, not what it was made of."""
    if not work.result_name:
        shutil.rmtree(work.folder, ignore_errors=True)
        return
    for file in work.folder.iterdir():
        if file != work.result:
            file.unlink()


def _tell(work: Work) -> None:
    notify(
        [work.owner],
        template="papers/work_done",
        context={
            "work": label_of(work),
            "succeeded": work.state == Work.State.DONE,
            "summary": work.summary,
            "error": work.error,
            "has_result": bool(work.result_name),
        },
        url=work.get_absolute_url(),
        dedupe=f"work:{work.pk}",
    )


def cancel(work: Work, *, by: User) -> bool:
    """Only its owner may. A waiting work ends at once, a running one at its next step."""
    if work.owner_id != by.pk:
        return False
    now = clock.now()
    mine = Work.objects.filter(pk=work.pk)
    if mine.filter(state=Work.State.WAITING).update(
        state=Work.State.CANCELLED, cancel_asked_at=now, finished_at=now
    ):
        return True
    asked = mine.filter(state=Work.State.RUNNING).update(cancel_asked_at=now)
    return bool(asked)


def works_of(user: User) -> QuerySet[Work]:
    return Work.objects.filter(owner=user)


def announce_claimable() -> int:
    """The sweep: hint workers at works that nobody holds; how many messages were sent."""
    left = claimable().filter(Q(leased_until=None) | Q(leased_until__lt=Now()))
    ids = list(left.order_by("pk").values_list("pk", flat=True))
    waiting = Work.objects.filter(pk__in=ids, state=Work.State.WAITING)
    waiting.update(leased_until=Now() + HINT_HOLDS)
    return sum(1 for __ in takewhile(send, ids))


def clear_results() -> int:
    """Remove the files of works that ended long ago; the rows stay."""
    old = Work.objects.filter(finished_at__lt=clock.now() - RESULTS_KEPT).exclude(result_name="")
    cleared = list(old)
    for work in cleared:
        shutil.rmtree(work.folder, ignore_errors=True)
    Work.objects.filter(pk__in=[work.pk for work in cleared]).update(result_name="")
    return len(cleared)
