"""The storeroom: where a volume or a single carrier stands."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Func, QuerySet, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from foundation.people.models import User

LEVELS = ("room", "cabinet", "shelf", "box")
BETWEEN = "-"


def place_text(*levels: str) -> str:
    """As it stands on labels and lists: 一号库-A-3-12."""
    return BETWEEN.join(level for level in levels if level)


class PlaceQuerySet(models.QuerySet["Place"]):
    def visible_to(self, user: User) -> QuerySet[Place]:
        """Where the shelves are says nothing of what stands there."""
        return self.all()

    def within(self, text: str) -> PlaceQuerySet:
        """The place of this name and all below it."""
        full = Concat(
            "room", Value(BETWEEN), "cabinet", Value(BETWEEN), "shelf",
            Case(When(box="", then=Value("")), default=Concat(Value(BETWEEN), F("box"))),
            output_field=models.CharField(),
        )  # fmt: skip
        named = self.annotate(full=full)
        return named.filter(full=text) | named.filter(full__startswith=f"{text}{BETWEEN}")


class Place(models.Model):
    """A box, or a shelf that holds volumes without one."""

    room = models.CharField(_("库房"), max_length=20)
    cabinet = models.CharField(_("柜"), max_length=10)
    shelf = models.CharField(_("层"), max_length=10)
    box = models.CharField(_("盒"), max_length=10, blank=True)

    # Numbers in the order of numbers: every run of digits filled up to six.
    in_order = models.GeneratedField(
        expression=Func(
            Func(
                Concat(*(part for level in LEVELS for part in (level, Value("/")))),
                Value(r"(\d+)"), Value(r"00000\1"), Value("g"), function="regexp_replace",
            ),
            Value(r"\d*(\d{6})"), Value(r"\1"), Value("g"), function="regexp_replace",
        ),
        output_field=models.CharField(max_length=200), db_persist=True,
    )  # fmt: skip

    objects: ClassVar[models.Manager[Any]] = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("库位")
        verbose_name_plural = _("库位")
        ordering = ["in_order"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "cabinet", "shelf", "box"], name="one_place_a_name"
            )
        ]

    def __str__(self) -> str:
        return place_text(self.room, self.cabinet, self.shelf, self.box)
