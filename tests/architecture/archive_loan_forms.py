"""The forms of loans, incidents, appraisals and holds, filled in by the person whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from archives import actions
from archives.models import Document, Loan
from foundation import clock as time
from tests.architecture.filled_forms import FORMS, Sent
from tests.archives import story
from tests.archives.conftest import Cast, make_cast


def borrow(_: Any) -> Sent:
    cast = make_cast("forms")
    volume = story.on_shelf(cast)
    data = {"use": "out", "purpose": "核对促销费用", "due_on": time.today().isoformat()}
    return Sent(cast.handler, data, [volume.pk])


def borrow_for_reader(_: Any) -> Sent:
    cast = make_cast("forms")
    volume = story.on_shelf(cast)
    data = {"use": "reading", "purpose": "审计", "due_on": time.today().isoformat(), **story.READER}
    letter = lambda: SimpleUploadedFile("介绍信.txt", b"letter")  # noqa: E731 - each sending its own
    return Sent(cast.archivist, data | {"letter": letter}, [volume.pk])


def on_loan(
    name: str, who: str, before: Callable[[Loan, Cast], object] | None = None, **data: Any
) -> None:
    """The form of an act on a loan that waits for the first signature."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        loan = story.borrowed(story.on_shelf(cast), cast)
        if before:
            before(loan, cast)
        given = {key: value() if callable(value) else value for key, value in data.items()}
        matter = story.fresh(loan).matter
        typed = data.get("reason", data.get("text", ""))
        return Sent(getattr(cast, who), given, [loan.pk], matter, typed)

    FORMS[f"archives:{name}"] = fill


def approved(loan: Loan, cast: Cast) -> None:
    story.approve(loan, cast.sales_head)


def handed_out(loan: Loan, cast: Cast) -> None:
    approved(loan, cast)
    story.hand_out(loan, cast)


def accepted(loan: Loan, cast: Cast) -> None:
    handed_out(loan, cast)
    actions.accept_loan(
        loan, by=cast.handler, is_counted=True, keeps_secret=True, seen=story.seen(loan)
    )


def counted(loan: Loan, cast: Cast) -> None:
    accepted(loan, cast)
    story.take_back(loan, cast)


def in_days(days: int) -> Callable[[], str]:
    return lambda: (time.today() + timedelta(days=days)).isoformat()


on_loan("approve_loan", "sales_head", comment="同意")
on_loan("refuse_loan", "sales_head", reason="用途不明")
on_loan("withdraw_loan", "handler", reason="不需要了")
on_loan("hand_out", "archivist", approved, due_on=in_days(3), is_counted="on")
on_loan("accept_loan", "handler", handed_out, is_counted="on", keeps_secret="on")
on_loan("put_back", "archivist", handed_out, reason="未来领取")
on_loan("renew", "handler", accepted, due_on=in_days(9))
on_loan("take_back", "archivist", accepted, is_counted="on", comment="完好")
on_loan("confirm_return", "handler", counted, comment="无")
on_loan("report_incident", "archivist", accepted, kind="damage", text="第三页被圈划")


def revoke_link(_: Any) -> Sent:
    cast = make_cast("forms")
    loan = story.lent(story.on_shelf(cast), cast)
    return Sent(cast.archivist, {"reason": "内容有误"}, [loan.pk], loan.matter, "内容有误")


def open_link(_: Any) -> Sent:
    cast = make_cast("forms")
    original = SimpleUploadedFile("合同.txt", b"text")
    volume = story.on_shelf(cast, originals=[original])
    loan = story.borrowed(volume, cast, use="online", keeps_secret=True)
    story.approve(loan, cast.sales_head, cast.archive_head)
    matter = story.fresh(loan).matter
    return Sent(cast.archivist, {"due_on": time.today().isoformat()}, [loan.pk], matter)


def on_incident(name: str, who: str, is_handled: bool, **data: Any) -> None:
    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        loan = story.lent(story.on_shelf(cast), cast)
        found = story.incident_of(loan, cast)
        if is_handled:
            measures = "已修复"
            actions.handle_incident(
                found, by=cast.archivist, measures=measures, seen=story.seen(found)
            )
        matter = story.fresh(found).matter
        return Sent(getattr(cast, who), data, [found.pk], matter, next(iter(data.values())))

    FORMS[f"archives:{name}"] = fill


on_incident("handle_incident", "archivist", False, measures="已修复")
on_incident("decide_incident", "archive_head", True, penalty="口头警告", is_settled="on")


def propose_appraisal(_: Any) -> Sent:
    cast = make_cast("forms")
    volume = story.expired(cast)
    return Sent(cast.archivist, {"destroy": [volume.pk], "reason": "已无保存价值"})


def on_appraisal(name: str, who: str, come: int, **data: Any) -> None:
    """The form of an act on a list of one volume, ``come`` steps after it was proposed."""

    def fill(_: Any) -> Sent:
        cast = make_cast("forms")
        found = story.proposed(story.expired(cast), cast)
        steps = (
            (actions.agree_appraisal, cast.second),
            (actions.approve_destruction, cast.gm),
            (actions.destroy_volumes, cast.archivist),
            (actions.sign_as_witness, cast.assistant),
        )
        for act, person in steps[:come]:
            act(found, by=person, seen=story.seen(found))
        matter = story.fresh(found).matter
        return Sent(getattr(cast, who), data, [found.pk], matter, data.get("reason", ""))

    FORMS[f"archives:{name}"] = fill


on_appraisal("agree_appraisal", "second", 0, comment="同意")
on_appraisal("approve_destruction", "gm", 1, comment="同意")
on_appraisal("refuse_appraisal", "gm", 1, reason="再保管五年")
on_appraisal("destroy_volumes", "archivist", 2, comment="碎纸")
on_appraisal("sign_as_witness", "archive_head", 4)


def hold(_: Any) -> Sent:
    cast = make_cast("forms")
    volume = story.on_shelf(cast)
    return Sent(cast.archive_head, {"reason": "诉讼"}, [volume.pk], volume.matter, "诉讼")


def release(_: Any) -> Sent:
    cast = make_cast("forms")
    volume = story.on_shelf(cast)
    actions.hold(volume, by=cast.archive_head, reason="诉讼", seen=story.seen(volume))
    matter = story.fresh(volume).matter
    return Sent(cast.archive_head, {"reason": "结案"}, [volume.pk], matter, "结案")


def lend(document: Document, cast: Cast) -> None:
    actions.lend_document(
        document, by=cast.archivist, borrower=cast.handler, due_on=time.today(),
        seen=story.seen(document),
    )  # fmt: skip


def lend_document(_: Any) -> Sent:
    cast = make_cast("forms")
    document = story.received(cast)
    data = {"borrower": cast.handler.pk, "due_on": time.today().isoformat()}
    return Sent(cast.archivist, data, [document.pk], document.matter)


def take_document_back(_: Any) -> Sent:
    cast = make_cast("forms")
    document = story.received(cast)
    lend(document, cast)
    return Sent(cast.archivist, {}, [document.pk], story.fresh(document).matter)


FORMS |= {
    "archives:revoke_link": revoke_link,
    "archives:open_link": open_link,
    "archives:borrow": borrow,
    "archives:propose_appraisal": propose_appraisal,
    "archives:hold": hold,
    "archives:release": release,
    "archives:lend_document": lend_document,
    "archives:take_document_back": take_document_back,
    "archives:borrow_for_reader": borrow_for_reader,
}
