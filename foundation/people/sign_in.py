from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from foundation import clock
from foundation.people.delegation import rows_in_force
from foundation.people.models import User
from foundation.people.roles import with_seats

# What apps above want to come with the person of a page: attribute -> expression.
brought: dict[str, Callable[[], Any]] = {
    "delegations_in_force": lambda: ArraySubquery(rows_in_force()),
}


@lru_cache(maxsize=1)
def _people(today: date) -> QuerySet[User]:
    """The query of every page. What it brings is turned into SQL once a day (it asks for the grants
    of ``today``): that takes several times as long as the database does."""
    more = {name: expression() for name, expression in brought.items()}
    query = with_seats(User.objects.all()).annotate(**more).query
    compiler = query.get_compiler(connection=connection)
    compiler.pre_sql_setup()
    known = {}
    for name, expression in query.annotations.items():
        sql, params = compiler.compile(expression)
        known[name] = RawSQL(sql, params, expression.output_field)
    return User.objects.select_related("department").annotate(**known)


class PersonBackend(ModelBackend):
    """Fetches with the person what every page asks of them, in one statement."""

    def get_user(self, user_id: Any) -> User | None:
        person = _people(clock.today()).filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None
