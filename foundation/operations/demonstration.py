"""The demo company: each app's `demo.py` has `load(stage)`, called once, in app order.

The same seed and size on an empty database give the same data.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from types import ModuleType

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import transaction

from foundation import clock
from foundation.operations.models import DemoLoad
from foundation.policies.reading import read_once


@dataclass(frozen=True)
class Stage:
    """What a `load` gets.

    `size` is a factor (1 = a small company's three months up to `today`); `random` is seeded per
    app, so that one app's data do not shift when another's change.
    """

    size: int
    random: Random
    today: date

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Act as at that moment: `clock.now()` answers it inside the block."""
        before = settings.CLOCK_FILE
        handle, name = tempfile.mkstemp(prefix="demo-clock-")
        with os.fdopen(handle, "w") as file:
            file.write(moment.isoformat())
        settings.CLOCK_FILE = name
        try:
            yield
        finally:
            settings.CLOCK_FILE = before
            Path(name).unlink()

    def on(self, day: date, hour: int = 10) -> AbstractContextManager[None]:
        """Act as on that day."""
        return self.at(datetime.combine(day, time(hour), tzinfo=clock.zone()))


def _modules() -> Iterator[tuple[AppConfig, ModuleType]]:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.demo"):
            yield config, import_module(f"{config.name}.demo")


def load_all(*, size: int, seed: int) -> Iterator[str]:
    """Load what is not there yet; yields the label of each app loaded."""
    for config, module in _modules():
        if not hasattr(module, "load") or DemoLoad.objects.filter(app=config.label).exists():
            continue
        random = Random(f"{seed}:{config.label}")
        with transaction.atomic(), read_once():  # all of an app or nothing of it
            module.load(Stage(size=size, random=random, today=clock.today()))
            DemoLoad.objects.create(app=config.label, size=size, seed=seed, loaded_at=clock.now())
        yield config.label


def logins() -> list[dict[str, str]]:
    """The people to log in as: `LOGINS` of a demo module, rows of number, name and position."""
    return [
        {"employee_number": number, "name": name, "role": str(role)}
        for _config, module in _modules()
        for number, name, role in getattr(module, "LOGINS", [])
    ]
