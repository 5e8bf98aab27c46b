"""The clock of a test; worker and server processes read the same file."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from foundation import clock as product_clock

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)  # a Monday, an ordinary working day


class Clock:
    """Stands still until moved."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def set(self, moment: datetime | str) -> datetime:
        """To a moment; text and naive moments are in the company's zone."""
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZONE)
        # Replaced in one step: another process never reads half a moment.
        draft = self._file.with_suffix(".new")
        draft.write_text(moment.isoformat())
        os.replace(draft, self._file)
        return moment

    def move(self, **amount: float) -> datetime:
        """By an amount, in the words of `timedelta`: `clock.move(days=2, hours=3)`."""
        return self.set(self.now() + timedelta(**amount))

    def now(self) -> datetime:
        return product_clock.now()

    def release(self) -> None:
        self._file.unlink(missing_ok=True)
