"""What beat starts, and how often. Every job may run twice and finds its work in the database."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab


def every(job: str, **interval: float) -> dict[str, Any]:
    """A message nobody took before the next one is dropped: no flood after downtime."""
    step = timedelta(**interval)
    return {"task": job, "schedule": step, "options": {"expires": step.total_seconds()}}


def daily(job: str, *, hour: int, minute: int = 0) -> dict[str, Any]:
    at = crontab(hour=str(hour), minute=str(minute))
    return {"task": job, "schedule": at, "options": {"expires": 12 * 3600}}


SCHEDULE = {
    "heartbeat": {
        **every("foundation.operations.jobs.record_heartbeat", minutes=1),
        "args": ["beat"],
    },
    "deadlines": every("foundation.process.jobs.sweep_deadlines", minutes=5),
    "compose mails": every("foundation.notifications.jobs.compose_mails", seconds=30),
    "send mails": every("foundation.notifications.jobs.send_mails", seconds=30),
    "resume papers": every("foundation.papers.jobs.resume_work", seconds=10),
    "rescan papers": every("foundation.papers.long_jobs.rescan_held", minutes=5),
    "recurring duties": every("foundation.duties.jobs.open_duties", hours=1),
    "revisits to the inbox": every("health_forms.jobs.list_owed", minutes=15),
    "revisits of the morning": every("health_forms.jobs.remind", minutes=15),
    "grades set by hand": every("grading.jobs.end_overrides", hours=1),
    "grade customers": daily("grading.long_jobs.grade_last_month", hour=0, minute=15),
    "monthly statistics": daily(
        "foundation.monthly.long_jobs.compute_statistics", hour=0, minute=30
    ),
    "close accounts": daily("foundation.governance.jobs.close_accounts", hour=0, minute=10),
    "purge": daily("foundation.operations.long_jobs.purge", hour=3, minute=30),
    "electronic loans": daily("archives.long_jobs.end_electronic_loans", hour=0, minute=5),
    "originals' texts": every("archives.long_jobs.read_originals", minutes=1),
    "revisits to inspect": daily("key_accounts.jobs.draw_samples", hour=0, minute=25),
    "usage of key accounts": daily("key_accounts.long_jobs.alert_leads", hour=6, minute=30),
    "quiet key accounts": daily("key_accounts.jobs.watch_contacts", hour=0, minute=35),
    "training due": daily("key_accounts.jobs.remind_of_training", hour=6, minute=40),
    "check-ins": daily("visits.jobs.delete_check_ins", hour=0, minute=20),
    "plans of visits": daily("visits.jobs.close_plans", hour=0, minute=40),
    "backup": every("foundation.operations.long_jobs.back_up", hours=1),
    "clear papers": daily("foundation.papers.long_jobs.clear_results", hour=3),
    "clear orphans": daily("foundation.papers.long_jobs.clear_orphans", hour=3, minute=20),
}
