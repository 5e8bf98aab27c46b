"""A person who was asked: apart from the register of customers, since what they told is sensitive."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from health_forms import ciphers, rules


@track(exclude=("key", "mark", "phone_mark", "shown_name", "shown_phone", "district", "ending"))
class Person(models.Model):
    """Lists show the masked columns; who they are is in ``contact``, encrypted by ``key``.

    ``key`` is in no history: once it is gone, so is everything that was encrypted by it.
    """

    class Ending(models.TextChoices):
        """Why nobody goes on with them."""

        REFUSES = "refuses", _("不愿再联系")
        MOVED = "moved", _("已搬离")
        DECEASED = "deceased", _("已去世")
        ENDED = "ended", _("不再跟踪")

    key = models.TextField(editable=False, blank=True)
    contact = models.TextField(editable=False, blank=True)
    mark = models.CharField(max_length=64, editable=False, blank=True)
    phone_mark = models.CharField(max_length=64, editable=False, blank=True)
    shown_name = models.CharField(_("姓名"), max_length=40)
    shown_phone = models.CharField(_("电话"), max_length=30, blank=True)
    district = models.CharField(_("地区"), max_length=40, blank=True)
    # Said of somebody without a customer file; of a file, see there.
    ending = models.CharField(_("停止跟踪的原因"), max_length=10, choices=Ending, blank=True)
    entered_at = models.DateTimeField(default=clock.now)
    erased_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager[Person]] = models.Manager()

    class Meta:
        verbose_name = _("被调查人")
        verbose_name_plural = _("被调查人")
        constraints = [
            models.UniqueConstraint(fields=["mark"], condition=~Q(mark=""), name="one_of_a_person"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(key="", contact="", mark="", phone_mark=""),
                name="erased_person_has_no_key",
            ),
        ]
        indexes = [
            models.Index(fields=["phone_mark"], condition=~Q(phone_mark=""), name="person_by_phone")
        ]

    def __str__(self) -> str:
        return self.shown_name

    def told(self) -> dict[str, Any]:
        """Name, phone, district, address. Raises ``Unreadable`` once erased."""
        found: dict[str, Any] = ciphers.decrypt(self.key, self.contact)
        return found

    def fill(self, contact: dict[str, str]) -> None:
        """Take over who they are; ``marks`` and masks follow."""
        self.key = self.key or ciphers.new_key()
        self.contact = ciphers.encrypt(self.key, contact)
        self.shown_name = rules.masked_name(contact["name"])
        self.shown_phone = rules.masked_phone(contact["phone"])
        self.district = contact["district"]
        self.remark(contact)

    def remark(self, contact: dict[str, str]) -> None:
        self.mark = ciphers.mark(rules.identity(contact["name"], contact["phone"]))
        self.phone_mark = ciphers.mark(rules.digits(contact["phone"]))
