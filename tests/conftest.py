"""What every test can ask for. How it works is in tests/harness/, a module per fixture."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness import browser as browser_harness
from tests.harness.frozen import START, Clock
from tests.harness.mail import Sink
from tests.harness.servers import Servers, point_this_process_at

SERVERS = pytest.StashKey[Servers]()


def pytest_configure(config: pytest.Config) -> None:
    """Servers first: Django reads its settings right after this (pytest-django comes last)."""
    worker = getattr(config, "workerinput", {}).get("workerid")
    if worker is None:
        servers = Servers()
        config.stash[SERVERS] = servers
        servers.start()
        if config.getoption("dist", "no") != "no":
            return  # the xdist workers inherit our environment and must read settings of their own
    point_this_process_at(worker or "main")
    from django.conf import settings

    assert settings.DATABASE_OWNER is not None


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVERS in config.stash:
        config.stash[SERVERS].stop()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow ones first: with one of them at the end the other worker would have nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") or "browser" in getattr(item, "fixturenames", ()):
        browser_harness.require_chromium()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    stats = terminalreporter.stats
    reports = [report for kind in ("skipped", "failed", "error") for report in stats.get(kind, [])]
    missed = [report.nodeid for report in reports if "Chromium is missing" in str(report.longrepr)]
    if missed:
        terminalreporter.section(f"{len(missed)} browser tests did NOT run", red=True, bold=True)
        terminalreporter.write_line(browser_harness.MISSING)
        for name in missed:
            terminalreporter.write_line(name)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    from tests.harness import databases

    with django_db_blocker.unblock():
        databases.replace_flush()
        databases.make_template()
        databases.copy_template()
    yield
    with django_db_blocker.unblock():
        databases.drop_database()


@pytest.fixture
def clock() -> Iterator[Clock]:
    """Time stands still at START until the test moves it."""
    clock = Clock(Path(os.environ["CLOCK_FILE"]))
    clock.set(START)
    yield clock
    clock.release()


@pytest.fixture
def smtp_sink(settings: Any) -> Iterator[Sink]:
    """A real SMTP server at the address the product sends to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    sink = Sink(settings.EMAIL_PORT)
    sink.start()
    yield sink
    sink.stop()


@pytest.fixture
def celery_worker(transactional_db: None, tmp_path: Path) -> Iterator[Any]:
    """A real worker process on this test's database and broker; may be killed and restarted."""
    from tests.harness.work import CeleryWorker, forget_messages

    forget_messages()
    worker = CeleryWorker(tmp_path)
    worker.start()
    yield worker
    worker.kill()  # all it could still write to is thrown away
    forget_messages()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    executable = browser_harness.chromium()
    return {
        **browser_type_launch_args,
        "executable_path": executable,
        "args": browser_harness.FLAGS,
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@pytest.fixture
def live(live_server: Any, context: Any, page: Any) -> browser_harness.Live:
    """The product on a live server with a browser window; mark the test `browser`."""
    return browser_harness.Live(url=live_server.url, context=context, page=page)
