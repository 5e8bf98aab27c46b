"""表格版本: what the form asks, as data. A filled form keeps the version it was asked by."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import User


class FormDesign(models.Model):
    """Never changed once it is there: a revision is the next version.

    ``questions``: a list of ``{"code", "section", "label", "kind", "choices", "is_health"}``.
    """

    append_only = True

    class Kind(models.TextChoices):
        TEXT = "text", _("文字")
        NUMBER = "number", _("数字")
        CHOICE = "choice", _("选择")
        DATE = "date", _("日期")

    class Section(models.TextChoices):
        PERSON = "person", _("基本情况")
        FAMILY = "family", _("家庭情况")
        HISTORY = "history", _("健康史")
        MEDICATION = "medication", _("用药情况")
        CONTACT = "contact", _("联系方式")

    version = models.PositiveIntegerField(_("版本"), unique=True)
    opening = models.TextField(_("开场说明"))
    consent = models.TextField(_("知情同意书"))
    questions = models.JSONField(_("问题"))
    published_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("发布人")
    )
    published_at = models.DateTimeField(_("发布时间"), default=clock.now)

    objects: ClassVar[models.Manager[FormDesign]] = models.Manager()

    class Meta:
        verbose_name = _("表格版本")
        verbose_name_plural = _("表格版本")
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(opening="") & ~models.Q(consent=""),
                name="design_says_who_and_why",
            )
        ]

    def __str__(self) -> str:
        return str(_("第 %s 版") % self.version)

    @property
    def opening_text(self) -> str:
        return self.opening.replace("{company}", settings.COMPANY_NAME)

    @property
    def consent_text(self) -> str:
        return self.consent.replace("{company}", settings.COMPANY_NAME)

    def sections(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The questions under their headings, in the order of a form."""
        of = {code: [q for q in self.questions if q["section"] == code] for code in self.Section}
        return [(str(code.label), of[code]) for code in self.Section if of[code]]
