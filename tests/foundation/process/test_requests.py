import pytest

from foundation.process.requests import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("", 0), (None, 0), ("-1", 0), ("1.5", 0), ("٣", 0), ("x", 0), ("9" * 30, 0)],
)
def test_anything_but_a_bearable_whole_number_is_none(text: str | None, number: int) -> None:
    assert whole_number(text) == number
