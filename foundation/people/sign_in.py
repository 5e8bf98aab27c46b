from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery

from foundation.people.delegation import rows_in_force
from foundation.people.models import User
from foundation.people.roles import with_seats

# What apps above want to come with the person of a page: attribute -> expression.
brought: dict[str, Callable[[], Any]] = {
    "delegations_in_force": lambda: ArraySubquery(rows_in_force()),
}


class PersonBackend(ModelBackend):
    """Fetches with the person what every page asks of them, in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        more = {name: expression() for name, expression in brought.items()}
        people = with_seats(User.objects.all()).annotate(**more)
        person = people.filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
