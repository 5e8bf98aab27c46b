from __future__ import annotations

import pytest

from tests.complaints.conftest import Cast, make_cast
from tests.harness.frozen import Clock


@pytest.fixture
def cast(clock: Clock, db: None) -> Cast:
    return make_cast()
