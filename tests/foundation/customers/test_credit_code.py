"""统一社会信用代码: published codes of well-known organisations, and every way to get one wrong."""

import pytest
from django.core.exceptions import ValidationError

from foundation.customers.credit_code import ALPHABET, check_character, validate_credit_code

# GB 32100-2015's own example, and registrations that anybody can look up.
RIGHT = ["91350100M000100Y43", "91110000802100433B", "91440300708461136T", "914403001922038216"]


@pytest.mark.parametrize("code", RIGHT)
def test_a_real_code_passes(code: str) -> None:
    validate_credit_code(code)


@pytest.mark.parametrize("code", RIGHT)
def test_one_wrong_character_is_noticed(code: str) -> None:
    for place in range(18):
        for char in ALPHABET:
            wrong = code[:place] + char + code[place + 1 :]
            if wrong != code:
                with pytest.raises(ValidationError):
                    validate_credit_code(wrong)


@pytest.mark.parametrize("code", ["", "9135", "91350100M000100Y4", "91350100M000100Y430",
    "91350100M000100I43", "91350100m000100y43"])  # fmt: skip
def test_a_wrong_length_or_alphabet_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        validate_credit_code(code)


def test_the_check_character_of_the_standards_example() -> None:
    assert check_character("91350100M000100Y4") == "3"
