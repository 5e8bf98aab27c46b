"""The secret address under which a person's own phone reads their visits as a calendar (iCal)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User


def _signer() -> Signer:
    return Signer(salt="visits.feed", sep=".")


class FeedQuerySet(models.QuerySet["Feed"]):
    def valid(self) -> FeedQuerySet:
        return self.filter(revoked_at=None)

    def behind(self, token: str) -> Feed | None:
        """The feed of an address; revoked, or its person gone, there is none."""
        try:
            number = int(_signer().unsign(token))
        except (BadSignature, ValueError):
            return None
        found = self.valid().filter(pk=number, person__is_active=True)
        return found.select_related("person").first()


@track()
class Feed(models.Model):
    """Whoever knows the address reads the calendar. It is signed, not stored: no copy of the
    database gives it away."""

    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at=None), name="one_feed_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.made_at:%Y-%m-%d}"

    @property
    def token(self) -> str:
        return _signer().sign(str(self.pk))
