"""Idempotency keys: a form that is sent many times is carried out once."""

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import connection, models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.models import Submission, as_json
from foundation.process.records import Record
from foundation.process.transactions import repeated

T = TypeVar("T", bound=models.Model)


def key_of(request: HttpRequest) -> str | None:
    """The key ``{% form_key %}`` wrote into the form that was sent."""
    return request.POST.get("key", "")[:64] or None


def once(
    act: Callable[[], T], kind: type[T], *, key: str | None, by: User, what: Sequence[Any]
) -> T:
    """Carry out ``act``, which answers a ``kind``, in one transaction; the key again: that answer.

    Two at once: the second waits at the unique key until the first has committed. What is refused
    leaves no trace, so that the form can be put right and sent under the same key. Raises
    ``Refusal`` when the key was used for something else than ``what``.
    """

    def keyed() -> T:
        if key is None:
            return act()
        fingerprint = _fingerprint(what)
        number = _claimed(key, by, fingerprint)
        if number is None:
            earlier = Submission.objects.get(person=by, key=key)
            if earlier.fingerprint != fingerprint:
                message = _("这份表单已经提交过，内容不同。请重新打开页面后再填写。")
                raise Refusal("R0.versions", message)
            return kind._base_manager.get(pk=earlier.answer)
        answer = act()
        Submission.objects.filter(pk=number).update(answer=answer.pk)
        return answer

    return repeated(keyed)


def is_sent(key: str | None, by: User) -> bool:
    """Whether this form was carried out: what it was about may be out of sight since."""
    return key is not None and Submission.objects.filter(person=by, key=key).exists()


def made_by(key: str | None, by: User, kind: type[T]) -> T | None:
    """What this form made when it was carried out: what it chose from may be gone since."""
    earlier = Submission.objects.filter(person=by, key=key).first() if key else None
    return kind._base_manager.filter(pk=earlier.answer).first() if earlier else None


def _fingerprint(what: Sequence[Any]) -> str:
    text = json.dumps([as_json(part) for part in what], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _claimed(key: str, by: User, fingerprint: str) -> int | None:
    """The new submission, or ``None`` when the key was used before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO process_submission (person_id, key, fingerprint, created_at)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (person_id, key) DO NOTHING RETURNING id",
            [by.pk, key, fingerprint, clock.now()],
        )
        new = cursor.fetchone()
    return int(new[0]) if new else None


def entered(record: Record, comment: str) -> list[Any]:
    """What the person entered; what is filled in for them may differ from one try to the next."""
    fields = [
        [field.attname, as_json(getattr(record, field.attname))]
        for field in record._meta.concrete_fields
        if field.editable and not field.has_default() and field.attname != "matter_id"
    ]
    return [record._meta.label, comment, fields]
