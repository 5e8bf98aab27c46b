"""Unified social credit code 统一社会信用代码, GB 32100-2015: 17 characters and a check character."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_character(first: str) -> str:
    """The 18th character for the first 17: weights are powers of 3 modulo 31."""
    total = sum(ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(first))
    return ALPHABET[(31 - total % 31) % 31]


def validate_credit_code(code: str) -> None:
    right = (
        len(code) == 18
        and all(char in ALPHABET for char in code)
        and code[-1] == check_character(code[:17])
    )
    if not right:
        raise ValidationError(_("统一社会信用代码应为 18 位且校验位正确。"), code="credit_code")
