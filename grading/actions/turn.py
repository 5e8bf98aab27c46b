"""What several acts share: who may, and that nobody's change is lost."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.articles import Refusal
from foundation.history.reading import newest_version
from foundation.people.delegation import acts_as
from foundation.people.models import User
from foundation.people.roles import Role
from foundation.process.steps import Stale
from grading.scope import REGULATION, speaks_for

Row = TypeVar("Row", bound=Model)


def only(by: User, *roles: Role, article: str) -> None:
    """For acts on plain rows, which no step guards."""
    if not any(acts_as(by, role, REGULATION) for role in roles):
        names = "、".join(str(role) for role in roles)
        raise Refusal(article, _("由%(who)s办理。") % {"who": names})


def only_of_account(by: User, customer: Any, *roles: Role, article: str) -> None:
    """Besides the roles, whoever the customer belongs to."""
    if not speaks_for(by, customer, *roles):
        only(by, *roles, article=article)


def locked(row: Row, seen: int) -> Row:
    """The row as it is now, unless somebody changed it since ``seen``."""
    fresh: Row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if newest_version(fresh) != seen:
        raise Stale("R0.versions", _("他人已修改了这条记录，请查看最新内容后再办理。"))
    return fresh


def reasoned(reason: str) -> str:
    if not reason.strip():
        raise Refusal("R0.reasons", _("请写明理由。"), field="reason")
    return reason.strip()


def not_ahead(day: Any, today: Any, *, article: str, field: str) -> None:
    if day > today:
        raise Refusal(article, _("日期不能晚于今天。"), field=field)
