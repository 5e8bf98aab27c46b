"""How often one address may do what needs no login."""

import redis
import structlog
from django.core.cache import caches

from foundation import clock
from foundation.process.requests import client_address

log = structlog.get_logger(__name__)

HOUR = 3600


def is_too_often(what: str, *, most: int) -> bool:
    """Count one more try of ``what`` from this address; whether it is above ``most`` this hour.

    Counting and reading is one operation of the server, so that tries side by side each get a
    number of their own. Without the server nothing is held back: the pages work on.
    """
    counters = caches["counters"]
    hour = int(clock.now().timestamp()) // HOUR
    name = f"{what}:{client_address()}:{hour}"
    try:
        counters.add(name, 0, timeout=2 * HOUR)  # outlives its hour: it can't run out in between
        return counters.incr(name) > most
    except redis.RedisError as error:
        log.warning("not counted", what=what, error=str(error))
        return False
