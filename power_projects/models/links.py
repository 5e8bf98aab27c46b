"""The page of an outside party: customer, designer, contractor, each by a link of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.models import User
from foundation.process.signed_links import SignedLink, SignedLinkQuerySet
from power_projects.models.firm import Firm
from power_projects.models.project import Project
from power_projects.models.stages import Stage

# A firm the customer no longer employs comes in no more.
_STILL_CHOSEN = (
    Q(party="customer")
    | Q(party="designer", firm=F("project__designer"))
    | Q(party="contractor", firm=F("project__contractor"))
)


class OutsideLinkQuerySet(SignedLinkQuerySet):
    def valid(self) -> OutsideLinkQuerySet:
        """To the end of the last day, unless revoked, or the application was taken back."""
        return self.filter(_STILL_CHOSEN, revoked_at=None, expires_on__gte=clock.today()).exclude(
            project__state=Stage.WITHDRAWN
        )


@track()
class OutsideLink(SignedLink):
    class Party(models.TextChoices):
        CUSTOMER = "customer", _("用电客户")
        DESIGNER = "designer", _("设计单位")
        CONTRACTOR = "contractor", _("施工单位")

    project = models.ForeignKey(Project, models.PROTECT, related_name="links")
    party = models.CharField(_("外部单位"), max_length=10, choices=Party)
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="+", db_index=False)
    expires_on = models.DateField(_("有效期至"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[Any] = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("外部链接")
        verbose_name_plural = _("外部链接")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "party"], condition=Q(revoked_at=None), name="one_link_a_party"
            ),
            models.CheckConstraint(
                condition=Q(party="customer", firm=None)
                | ~Q(party="customer") & Q(firm__isnull=False),
                name="link_of_a_firm_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.get_party_display()}"

    @property
    def has_expired(self) -> bool:
        return self.expires_on < clock.today()
