"""Attaching a file to a matter, voiding it, and scanning what could not be scanned at once."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify
from foundation.papers import clamd, vault
from foundation.papers.file_types import ARTICLE, MIB, content_type_of
from foundation.papers.models import Attachment
from foundation.papers.policies import FILE_TYPES, LARGEST_FILE
from foundation.people.models import User
from foundation.process.events import log_event
from foundation.process.models import Matter
from foundation.process.records import Record
from foundation.process.steps import Stale
from foundation.process.submissions import once

log = logging.getLogger(__name__)

LONGEST_NAME = 120
SCAN_TIMEOUT = 30.0

Scan = Attachment.Scan


def may_attach(matter: Matter, user: User) -> bool:
    """Who sees an open matter may add to it; closed ones only where the record says so.

    A record class that has `may_attach(user)` decides for itself, open or closed.
    """
    record = matter.record_seen_by(user)
    return record is not None and may_add_to(record, user)


def may_add_to(record: Record, user: User) -> bool:
    """The same for a record the user is known to see."""
    own_rule = getattr(record, "may_attach", None)
    if own_rule is not None:
        return bool(own_rule(user))
    return record.matter.closed_at is None


def may_download_from(record: Record, user: User) -> bool:
    """Who sees a record reads its files, unless its class has ``may_download(user)``."""
    own_rule = getattr(record, "may_download", None)
    return own_rule is None or bool(own_rule(user))


def attach(
    matter: Matter,
    *,
    by: User,
    file: UploadedFile[Any],
    purpose: str = "",
    field: str = "file",
    key: str | None = None,
) -> Attachment:
    """Check, scan and keep a file. Refusals carry ``field``, to be shown beside it."""
    name = safe_name(file.name or "")
    largest = LARGEST_FILE.value()
    if file.size is None or file.size > largest * MIB:
        message = _("文件超过 %s MiB，请压缩或拆分后再上传。")
        raise Refusal(ARTICLE, message % largest, field=field)
    with vault.receive(file) as arrival, arrival.path.open("rb") as content:
        content_type = content_type_of(content, name, allowed=FILE_TYPES.value(), field=field)
        verdict = examine(arrival.path)
        if verdict["scan"] == Scan.INFECTED:
            message = _("文件含病毒（%s），不予接收。")
            raise Refusal(ARTICLE, message % verdict["signature"], field=field)
        columns = {
            "name": name, "purpose": purpose, "size": arrival.size, "sha256": arrival.sha256,
            "content_type": content_type, **verdict,
        }  # fmt: skip

        def act() -> Attachment:
            vault.keep(arrival)
            log_event(
                matter, "attach", by=by, label=gettext_lazy("上传附件"), article=ARTICLE,
                comment=name, sha256=arrival.sha256,
            )  # fmt: skip
            return Attachment.objects.create(matter=matter, uploaded_by=by, **columns)

        what = ["attach", matter, name, purpose, arrival.sha256]
        return once(act, Attachment, key=key, by=by, what=what)


def void(attachment: Attachment, *, by: User, reason: str, key: str | None = None) -> Attachment:
    """作废: the file stays, marked as void; an attachment is never deleted."""
    if not reason.strip():
        raise Refusal("R0.reasons", _("请写明作废理由。"), field="reason")
    if not may_attach(attachment.matter, by):
        raise Refusal("R0.roles", _("您不能改动此事项的附件。"))

    def act() -> Attachment:
        voided = {"voided_by": by, "voided_at": clock.now(), "void_reason": reason.strip()}
        own = Attachment.objects.filter(pk=attachment.pk, voided_at=None)
        if not own.update(**voided):
            raise _voided(attachment.pk)
        for name, value in voided.items():
            setattr(attachment, name, value)
        comment = f"{attachment.name}：{reason.strip()}"
        log_event(
            attachment.matter,
            "void_attachment",
            by=by,
            label=gettext_lazy("附件作废"),
            article=ARTICLE,
            comment=comment,
        )
        return attachment

    return once(act, Attachment, key=key, by=by, what=["void", attachment, reason])


def _voided(pk: int) -> Stale:
    now = Attachment.objects.select_related("voided_by").get(pk=pk)
    words = {"name": now.voided_by, "reason": now.void_reason}
    return Stale("R0.versions", _("此附件已经作废（%(name)s：%(reason)s）。") % words)


def note_download(attachment: Attachment, *, by: User) -> None:
    """Every download is an event of the matter."""
    log_event(
        attachment.matter,
        "download",
        by=by,
        label=gettext_lazy("下载附件"),
        article=ARTICLE,
        comment=attachment.name,
    )


def examine(path: Any) -> dict[str, Any]:
    """What the scanner says about a file, as the columns of an attachment.

    No scanner configured: not scanned. Configured but no verdict: held, until the job gets one.
    """
    url = scanner()
    if not url:
        return {"scan": Scan.NOT_SCANNED}
    try:
        with open(path, "rb") as content:
            verdict, signature = clamd.scan(url, content, timeout=SCAN_TIMEOUT)
    except clamd.ScannerUnavailable:
        return {"scan": Scan.HELD}
    infected = verdict is clamd.Verdict.INFECTED
    return {
        "scan": Scan.INFECTED if infected else Scan.CLEAN,
        "scanned_at": clock.now(),
        "signature": signature,
    }


def scanner() -> str:
    return str(settings.CLAMD_URL)


def rescan() -> int:
    """Scan held files, and those of the time without a scanner; returns how many got a verdict."""
    if not scanner() or not clamd.answers(scanner()):
        return 0
    waiting = Attachment.objects.filter(scan__in=[Scan.HELD, Scan.NOT_SCANNED])
    contents = waiting.order_by("sha256").values_list("sha256", flat=True).distinct()
    judged = 0
    for sha256 in list(contents):
        try:
            verdict = examine(vault.place_of(sha256))
        except FileNotFoundError:
            log.error("the content %s of an attachment is missing", sha256)
            continue
        if verdict["scan"] in (Scan.CLEAN, Scan.INFECTED):
            judged += _judge(sha256, verdict)
    return judged


def _judge(sha256: str, verdict: Mapping[str, Any]) -> int:
    """All attachments of the same content get its verdict; who uploaded a virus is told."""
    waiting = Attachment.objects.filter(sha256=sha256, scan__in=[Scan.HELD, Scan.NOT_SCANNED])
    with transaction.atomic():
        rows = list(waiting.select_for_update().select_related("uploaded_by", "matter"))
        Attachment.objects.filter(pk__in=[row.pk for row in rows]).update(**verdict)
        if verdict["scan"] == Scan.INFECTED:
            for row in rows:
                _tell_infected(row, str(verdict["signature"]))
    return len(rows)


def _tell_infected(attachment: Attachment, signature: str) -> None:
    log_event(
        attachment.matter,
        "virus_found",
        by=User.objects.system(),
        label=gettext_lazy("附件查出病毒"),
        comment=f"{attachment.name}：{signature}",
        article=ARTICLE,
    )
    notify(
        [attachment.uploaded_by],
        template="papers/virus_found",
        context={
            "file": attachment.name,
            "signature": signature,
            "number": attachment.matter.number,
        },
        url=attachment.matter.get_absolute_url(),
        dedupe=f"virus:{attachment.pk}",
        article=ARTICLE,
        at_once=True,
    )


def clear_orphans() -> int:
    """Daily: contents in the vault that no attachment came to refer to, and broken uploads."""
    return vault.clear_orphans(_referenced) + vault.clear_arrivals()


def _referenced(contents: list[str]) -> set[str]:
    return set(Attachment.objects.filter(sha256__in=contents).values_list("sha256", flat=True))


def safe_name(name: str) -> str:
    """The sender's file name without folders, control or direction characters, of bearable length.

    It is only ever shown and offered for saving: the file itself lies under a name of our own.
    """
    plain = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    kept = "".join(char for char in plain if unicodedata.category(char)[0] != "C")
    cleaned = re.sub(r'[<>:"|?*/]', "_", kept).strip(" .")
    stem, dot, extension = cleaned.rpartition(".")
    if not dot or not stem:
        return cleaned[:LONGEST_NAME] or _("未命名")
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"
