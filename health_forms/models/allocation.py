"""Who looks after which district, how forms were allocated, and what a representative notes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from health_forms import ciphers
from health_forms.models.survey import Survey


@track()
class Territory(models.Model):
    """负责区县 of a representative: forms of the district go to them (R4.1.8)."""

    person = models.OneToOneField(
        User, models.PROTECT, related_name="+", verbose_name=_("满意代表")
    )
    district = models.CharField(_("负责区县"), max_length=40)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    set_at = models.DateTimeField(_("登记时间"), default=clock.now)

    objects: ClassVar[models.Manager[Territory]] = models.Manager()

    class Meta:
        verbose_name = _("负责区县")
        verbose_name_plural = _("负责区县")

    def __str__(self) -> str:
        return f"{self.person} {self.district}"


class Allotment(models.Model):
    """One press of the button: who allocated how many at once."""

    append_only = True

    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("分配人"))
    at = models.DateTimeField(_("分配时间"), default=clock.now)
    count = models.PositiveIntegerField(_("份数"))

    objects: ClassVar[models.Manager[Allotment]] = models.Manager()

    class Meta:
        verbose_name = _("批量分配")
        verbose_name_plural = _("批量分配")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d} {self.count}"


class Note(models.Model):
    """笔记: what the representative writes down about a person, for themselves (R4.1.9)."""

    append_only = True

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="notes")
    text = models.TextField(editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects: ClassVar[models.Manager[Note]] = models.Manager()

    class Meta:
        verbose_name = _("笔记")
        verbose_name_plural = _("笔记")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.at:%Y-%m-%d %H:%M}"

    def told(self, survey: Survey) -> str:
        """``survey`` brings the person, whose key it is."""
        text: str = ciphers.decrypt(survey.person.key, self.text)
        return text
