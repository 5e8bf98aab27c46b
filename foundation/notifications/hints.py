"""Hints to the worker that a mail may be due. The beat finds the same work without them."""

import logging
import time

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

# A hint works this many seconds after it was given, so one speaks for all commits until then.
DELAY = 1.0
# While the broker is down, pages do not try it again and again.
SILENCE = 15.0
# A page waits no longer than this for a broker that is away or does not answer (seconds).
PATIENCE = {"max_retries": 0, "socket_connect_timeout": 0.5, "socket_timeout": 0.5}

_next_hint = 0.0


def mail_may_be_due() -> None:
    """Call after commit. Never raises for a broker that is down, at most one message a second."""
    from foundation.notifications.jobs import compose_mails

    global _next_hint
    if time.monotonic() < _next_hint:
        return
    _next_hint = time.monotonic() + DELAY
    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as broker:
            compose_mails.apply_async(countdown=DELAY, retry=False, connection=broker)
    except (OperationalError, OSError) as error:
        _next_hint = time.monotonic() + SILENCE
        log.warning("no hint to the worker, the beat will find the mail: %s", error)
