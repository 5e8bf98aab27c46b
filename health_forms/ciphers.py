"""What a person told about themselves, unreadable without the key.

Each person has a key of their own; it is kept encrypted by the master keys of the environment
(``HEALTH_KEYS``, newest first). So a copy of the database says nothing, the row history keeps
ciphertext, and destroying a person's key erases them everywhere at once.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """The key is gone: the person was erased, or the master key is not among ``HEALTH_KEYS``."""


def _masters() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.HEALTH_KEYS])


def new_key() -> str:
    return _masters().encrypt(Fernet.generate_key()).decode()


def rewrapped(key: str) -> str:
    """The same key, encrypted by the newest master key."""
    return _masters().rotate(key.encode()).decode()


def encrypt(key: str, content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return _own(key).encrypt(text.encode()).decode()


def decrypt(key: str, token: str) -> Any:
    try:
        return json.loads(_own(key).decrypt(token.encode()))
    except InvalidToken as error:
        raise Unreadable from error


def _own(key: str) -> Fernet:
    try:
        return Fernet(_masters().decrypt(key.encode()))
    except InvalidToken as error:
        raise Unreadable from error


def mark(text: str) -> str:
    """By which a text is found again without being told; always with the newest master key."""
    return _mark(settings.HEALTH_KEYS[0], text)


def marks(text: str) -> list[str]:
    """With every master key: between a new one and the rotation both kinds are stored."""
    return [_mark(key, text) for key in settings.HEALTH_KEYS]


def _mark(key: str, text: str) -> str:
    return hmac.new(b"mark:" + key.encode(), text.encode(), hashlib.sha256).hexdigest()
