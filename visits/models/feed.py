"""The secret address under which a person's own phone reads their visits as a calendar (iCal)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.history import track
from foundation.people.models import User
from foundation.process.signed_links import SignedLink, SignedLinkQuerySet


class FeedQuerySet(SignedLinkQuerySet):
    def valid(self) -> FeedQuerySet:
        """Revoked, or its person gone, an address answers no more."""
        return self.filter(revoked_at=None, person__is_active=True)


@track()
class Feed(SignedLink):
    person = models.ForeignKey(User, models.PROTECT, related_name="+")

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
