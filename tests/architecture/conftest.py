"""The company that the pages and forms of all regulations are looked at in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.harness.frozen import Clock

if TYPE_CHECKING:
    from tests.architecture.crowd import Crowd


@pytest.fixture
def crowd(clock: Clock, db: None, settings: Any, tmp_path: Path) -> Crowd:
    from foundation.people import roles
    from tests.architecture.crowd import Crowd
    from tests.complaints.conftest import make_cast

    settings.MEDIA_ROOT = tmp_path
    for role in roles.roles().values():
        roles.group_of(role)  # read once a process: whichever test came first must not matter
    return Crowd(make_cast())
