"""Addresses for whoever has no account: signed, not stored, and revocable.

Whoever knows the address may come in, so no copy of the database gives one away.
"""

from __future__ import annotations

from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import models

from foundation import clock


class SignedLinkQuerySet(models.QuerySet[Any]):
    def behind(self, token: str) -> Any:
        """The row of an address, if it is one of these."""
        try:
            number = int(_signer(self.model).unsign(token))
        except (BadSignature, ValueError):
            return self.none()
        return self.filter(pk=number)


class SignedLink(models.Model):
    """Its address ends with ``token``; which of the rows still answer, ``valid()`` of each kind
    says."""

    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        return _signer(type(self)).sign(str(self.pk))


def _signer(model: type[models.Model]) -> Signer:
    """Each kind has a salt of its own: an address of one opens nothing of another."""
    return Signer(salt=model._meta.label_lower, sep=".")
