"""Which matters of any kind a person may see, as a condition that stays quick over a million."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.people.models import User
from foundation.process.models import Matter
from foundation.process.records import Record


def record_models() -> list[type[Record]]:
    return [model for model in apps.get_models() if issubclass(model, Record)]


def visible_matters(user: User) -> QuerySet[Matter]:
    """Matters that their record's own rule lets the person see.

    A kind of which the person sees all needs no look at its records. Of the others each matter
    that comes up is looked at by its key: a list of all that somebody may see, made first, takes
    seconds where they see much.
    """
    whole: list[str] = []
    some = Q()
    for model in record_models():
        visible = model.objects.visible_to(user).order_by()
        if visible.query.where:
            some |= Q(Exists(visible.filter(pk=OuterRef("pk"))), kind=model._meta.label)
        else:
            whole.append(model._meta.label)
    return Matter.objects.filter(Q(kind__in=whole) | some)
