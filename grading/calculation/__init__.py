"""The sums of a run over everybody, set-wise in PostgreSQL."""

from grading.calculation.run import calculate, register_grades

__all__ = ["calculate", "register_grades"]
