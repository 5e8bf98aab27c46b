"""The sums of ``rules`` over everybody, in SQL. A calculation writes the lines of one run."""

from service_incentives.calculation.monthly import calculate_month

__all__ = ["calculate_month"]
