from dataclasses import dataclass
from datetime import date

from foundation.numbering.allotment import allot


@dataclass(frozen=True, slots=True)
class Series:
    """A record class's number series, e.g. ``Series("TS", "TS-{period}-{number:04d}", "%Y%m")``.

    ``period`` is a strftime format of the day of allotment; empty: one series for ever.
    """

    code: str
    pattern: str
    period: str = ""

    def allot(self, on: date) -> str:
        return self.allot_many(on, 1)[0]

    def allot_many(self, on: date, count: int) -> list[str]:
        period = on.strftime(self.period) if self.period else ""
        return allot(self.code, pattern=self.pattern, period=period, count=count)
