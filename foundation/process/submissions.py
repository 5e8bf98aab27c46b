"""Idempotency keys: a form that is sent many times is carried out once."""

import hashlib
import json
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.models import Submission, as_json
from foundation.process.records import Record


def submitted(key: str | None, by: User, what: list[Any]) -> Submission | None:
    """The submission of this key: a new one, or the earlier one whose answer is given again.

    Two at once: the second waits at the unique key until the first has committed. Raises
    ``Refusal`` when the key was used for something else than ``what``.
    """
    if not key:
        return None
    text = json.dumps(what, ensure_ascii=False, default=str)
    fingerprint = hashlib.sha256(text.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO process_submission (person_id, key, fingerprint, created_at)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (person_id, key) DO NOTHING RETURNING id",
            [by.pk, key, fingerprint, clock.now()],
        )
        new = cursor.fetchone()
    if new:
        return Submission(pk=new[0], person=by, key=key, fingerprint=fingerprint)
    submission = Submission.objects.select_related("event__matter").get(person=by, key=key)
    if submission.fingerprint != fingerprint:
        raise Refusal("R0.versions", _("这份表单已经提交过，内容不同。请重新打开页面后再填写。"))
    return submission


def entered(record: Record, comment: str) -> list[Any]:
    """What the person entered; what is filled in for them may differ from one try to the next."""
    fields = [
        [field.attname, as_json(getattr(record, field.attname))]
        for field in record._meta.concrete_fields
        if field.editable and not field.has_default() and field.attname != "matter_id"
    ]
    return [record._meta.label, comment, fields]
