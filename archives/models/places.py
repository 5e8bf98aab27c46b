"""The storeroom: where a volume or a single carrier stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A box, or a shelf that holds volumes without one."""

    room = models.CharField(_("库房"), max_length=20)
    cabinet = models.CharField(_("柜"), max_length=10)
    shelf = models.CharField(_("层"), max_length=10)
    box = models.CharField(_("盒"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("库位")
        verbose_name_plural = _("库位")
        ordering = ["room", "cabinet", "shelf", "box"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "cabinet", "shelf", "box"], name="one_place_a_name"
            )
        ]

    def __str__(self) -> str:
        return "-".join(part for part in (self.room, self.cabinet, self.shelf, self.box) if part)
