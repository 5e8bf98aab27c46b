"""Structured logs: one JSON object a line, with the request's or the job's id on each."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from celery import signals
from django.http import HttpRequest, HttpResponseBase

ACCEPTED_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

log = structlog.get_logger("request")


def configuration(level: str) -> dict[str, Any]:
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*shared, structlog.stdlib.ExtraAdder()],
        "processors": [
            _drop_request_object,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Would print every page a second time.
            "django.server": {"handlers": ["stderr"], "propagate": False},
            "fontTools": {"level": "WARNING"},
            "mail.log": {"level": "WARNING"},  # aiosmtpd tells each word
            "weasyprint": {"level": "ERROR"},
        },
    }


def _drop_request_object(logger: Any, name: str, event: Any) -> Any:
    event.pop("request", None)
    return event


class RequestLogMiddleware:
    """Gives each request an id, answers it in X-Request-ID and writes one line per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        begun = time.monotonic()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        # The path without its query: a search may hold a person's name.
        log.info(
            "answered",
            method=request.method,
            path=_path(request),
            status=response.status_code,
            milliseconds=round(1000 * (time.monotonic() - begun)),
            user=getattr(getattr(request, "user", None), "pk", None),
        )
        return response


def _path(request: HttpRequest) -> str:
    """Without what is secret in it, as the address of a calendar."""
    token = request.resolver_match and request.resolver_match.kwargs.get("token")
    return request.path.replace(token, "…") if token else request.path


@signals.task_prerun.connect
def bind_job(task_id: str, task: Any, **kwargs: Any) -> None:
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(job_id=task_id, job=task.name)
