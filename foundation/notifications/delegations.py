"""Who is asked to stand in hears of it; so does the other party when it is answered or ends."""

from typing import Any

from django.dispatch import receiver
from django.urls import reverse

from foundation.articles.declarations import regulation
from foundation.notifications.outbox import notify
from foundation.people.delegation import news
from foundation.people.models import Delegation, User


@receiver(news, dispatch_uid="tell_of_delegation")
def tell(sender: Any, *, delegation: Delegation, what: str, to: User, **more: Any) -> None:
    named = regulation(delegation.regulation) if delegation.regulation else None
    notify(
        [to],
        template="notifications/delegation",
        context={
            "what": what,
            "delegator": delegation.delegator.name,
            "substitute": delegation.substitute.name,
            "regulation": named.verbose_name if named else "",
            "from": delegation.starts_on.isoformat(),
            "until": delegation.ends_on.isoformat(),
            "reason": delegation.reason,
        },
        url=reverse("people:delegations"),
        dedupe=f"delegation:{delegation.pk}:{what}",
        article="R0.delegation",
    )
