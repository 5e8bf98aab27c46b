"""The sums of ``rules`` over everybody. A calculation writes the lines of a run's computation."""

from collections.abc import Callable

from service_incentives.calculation.long_periods import calculate_half_year, calculate_year
from service_incentives.calculation.monthly import calculate_month
from service_incentives.calculation.quarterly import calculate_quarter
from service_incentives.calculation.spare_parts import (
    calculate_spare_parts,
    commission_of,
    shares_of,
)
from service_incentives.calculation.values import told, values_of
from service_incentives.models.run import PayRun

CALCULATIONS: dict[str, Callable[[PayRun], None]] = {
    PayRun.Kind.MONTHLY: calculate_month,
    PayRun.Kind.QUARTERLY: calculate_quarter,
    PayRun.Kind.SPARE_PARTS: calculate_spare_parts,
    PayRun.Kind.HALF_YEARLY: calculate_half_year,
    PayRun.Kind.ANNUAL: calculate_year,
}


def calculate(run: PayRun) -> None:
    CALCULATIONS[run.kind](run)


__all__ = ["calculate", "commission_of", "shares_of", "told", "values_of"]
