"""Hints to the worker that a mail may be due. The beat finds the same work without them."""

import logging
import time

from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

# A hint works this many seconds after it was given, so one speaks for all commits until then.
DELAY = 1.0
# While the broker is down, pages do not try it again and again.
SILENCE = 15.0

_next_hint = 0.0


def mail_may_be_due() -> None:
    """Call after commit. Never raises for a broker that is down, at most one message a second."""
    from foundation.notifications.jobs import compose_mails

    global _next_hint
    if time.monotonic() < _next_hint:
        return
    _next_hint = time.monotonic() + DELAY
    try:
        compose_mails.apply_async(countdown=DELAY, retry=False)
    except OperationalError as error:
        _next_hint = time.monotonic() + SILENCE
        log.warning("no hint to the worker, the beat will find the mail: %s", error)
