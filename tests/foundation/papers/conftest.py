"""People, notes to attach to, and a real clamd where one is installed.

Models are imported inside the fixtures: this file is read before Django has its settings.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from foundation.people.models import User
    from tests.foundation.papers.cast import People
    from tests.foundation.papers.scanner import Scanner
    from tests.toy.models import Note

NO_CLAMD = "clamd is missing: apt-get install clamav-daemon"


@pytest.fixture
def people(db: None) -> "People":
    from foundation.people.models import User
    from tests.foundation.papers.cast import People

    return People(
        *(
            User.objects.create_user(f"P{number}", name, email=f"p{number}@example.com")
            for number, name in enumerate(["王芳", "李伟", "赵敏"])
        )
    )


@pytest.fixture
def note(people: "People") -> "Note":
    from tests.toy.actions import write

    return write("请核对送货单", by=people.writer, reader=people.reader)


@pytest.fixture
def as_user() -> Callable[["User"], Client]:
    def login(user: "User") -> Client:
        client = Client()
        client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
        return client

    return login


@pytest.fixture(autouse=True)
def vault_of_its_own(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def no_scanner(settings: Any) -> None:
    settings.CLAMD_URL = ""


@pytest.fixture(scope="session")
def running_scanner() -> Iterator["Scanner"]:
    from tests.foundation.papers.scanner import CLAMD, Scanner

    if CLAMD is None:
        pytest.skip(NO_CLAMD)
    with tempfile.TemporaryDirectory(prefix="clamd-") as folder:
        Path(folder).chmod(0o755)
        scanner = Scanner(Path(folder))
        scanner.start()
        yield scanner
        scanner.stop()


@pytest.fixture
def scanner(running_scanner: "Scanner", settings: Any) -> "Scanner":
    settings.CLAMD_URL = running_scanner.url
    return running_scanner


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    missed = [report.nodeid for report in skipped if NO_CLAMD in str(report.longrepr)]
    if missed:
        title = f"{len(missed)} virus scanning tests did NOT run"
        terminalreporter.section(title, red=True, bold=True)
        terminalreporter.write_line(NO_CLAMD)
        terminalreporter.write_lines(missed)
