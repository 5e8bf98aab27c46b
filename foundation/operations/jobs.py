from celery import shared_task

from foundation import clock
from foundation.operations.models import Heartbeat


@shared_task
def record_heartbeat(process: str) -> None:
    """Sent by beat every minute: proof that beat, broker and a worker all live."""
    Heartbeat.objects.update_or_create(process=process, defaults={"seen_at": clock.now()})
