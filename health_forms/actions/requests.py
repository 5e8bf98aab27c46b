"""The person asks to see, correct or erase what they told (R4.2.13); blank forms are numbered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.articles import Refusal
from foundation.people.delegation import only_as
from foundation.people.models import User
from foundation.people.roles import GM, holders
from foundation.process.batches import lock_all, raise_versions, write_columns
from foundation.process.events import log_on_all
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.news import tell
from foundation.process.steps import carry_out, lock, note, open_matter
from foundation.process.submissions import once
from foundation.process.tasks import open_task
from health_forms import ciphers, deadlines, policies, rules
from health_forms.actions.withdrawal import withdraw
from health_forms.holders import SERVICE_MANAGER
from health_forms.models import BlankBatch, CustomerFile, FormDesign, PersonRequest, Survey
from health_forms.roles import KEEPER

ARTICLE = "R4.2.13"
Kind = PersonRequest.Kind
CORRECTED = gettext_lazy("按本人请求更正")


def receive_request(
    survey: Survey, *, by: User, kind: str, identified_by: str, received_on: date,
    seen: int | None = None, key: str | None = None,
) -> PersonRequest:  # fmt: skip
    """By whoever was asked; the customer-service manager has it from now on, the GM is told."""

    def act() -> PersonRequest:
        if survey.state == Survey.State.ERASED:
            raise Refusal(ARTICLE, _("本人的信息已经删除。"))
        if received_on > clock.today():
            raise Refusal(ARTICLE, _("日期不能在将来。"), field="received_on")
        request = PersonRequest(
            survey=survey, kind=kind, identified_by=identified_by, received_on=received_on,
            due_on=received_on + timedelta(days=policies.REQUEST_DAYS.value()),
        )  # fmt: skip
        label = gettext_lazy("登记本人请求")
        return open_matter(request, by=by, article=ARTICLE, label=label, then=then)

    def then(request: PersonRequest, event: Event) -> None:
        open_task(deadlines.REQUEST, request, event=event)
        tell(request, holders(GM), "request", event)

    what = ["receive_request", survey, kind, identified_by, received_on]
    return once(act, PersonRequest, key=key, by=by, what=what)


def correct(
    request: PersonRequest, *, by: User, contact: dict[str, str], answers: dict[str, Any],
    seen: int, key: str | None = None,
) -> Event:  # fmt: skip
    """Who they are, and what they answered, wherever it is kept."""

    def act() -> Event:
        fresh = lock(request, seen=seen)
        only(SERVICE_MANAGER, fresh, by, ARTICLE)
        if not fresh.is_about_something or fresh.kind != Kind.CORRECT:
            raise Refusal(ARTICLE, _("没有待办的更正请求。"))
        survey = fresh.survey
        missing = rules.unanswered(survey.design.questions, answers)
        if missing:
            message = _("每个问题都须填写；健康问题可以选择拒绝回答。")
            raise Refusal("R4.1.4", message, missing=missing)
        _say_anew(survey, contact, answers, by)
        fresh.corrected_at = clock.now()
        fresh.save(update_fields=["corrected_at"])
        return note(fresh, "correct", by=by, label=CORRECTED, article=ARTICLE)

    what = [
        "correct",
        request,
        ciphers.mark(str([sorted(contact.items()), sorted(answers.items())])),
    ]
    return once(act, Event, key=key, by=by, what=what)


def _say_anew(survey: Survey, contact: dict[str, str], answers: dict[str, Any], by: User) -> None:
    """What is said otherwise now is put right wherever the person said it: in each of their forms
    that asks it, and in the file."""
    person = survey.person
    person.fill(contact)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        message = _("另有同名同号的人；请核对姓名和电话。")
        raise Refusal(ARTICLE, message, field="phone") from None
    forms = Survey.objects.filter(person=person).exclude(state=Survey.State.ERASED)
    files = CustomerFile.objects.filter(person=person, state__in=CustomerFile.SPEAKS)
    surveys, kept = lock_all(forms, "person"), lock_all(files, "person")
    [said] = [one for one in surveys if one.pk == survey.pk]
    before = ciphers.decrypt(person.key, said.answers)
    changed = {code: text for code, text in answers.items() if before.get(code) != text}
    records = [*surveys, *kept]
    for record in records:
        told = ciphers.decrypt(person.key, record.answers)
        told |= {code: text for code, text in changed.items() if code in told}
        record.answers = ciphers.encrypt(person.key, told)
    write_columns(surveys, ("answers",))
    write_columns(kept, ("answers",))
    matters = [record.matter for record in records]
    log_on_all(matters, "correct", by=by, label=CORRECTED, article=ARTICLE)
    raise_versions(records)


def answer_request(
    request: PersonRequest, *, by: User, comment: str = "", seen: int, key: str | None = None
) -> Event:
    """What was asked for is done: the extract printed, corrected, or erased now."""

    def then(request: PersonRequest, event: Event) -> None:
        survey = Survey.objects.for_act().get(pk=request.survey_id)
        if request.kind == Kind.ERASE and survey.state != Survey.State.ERASED:
            withdraw(survey, by=by, seen=survey.matter.version)
        tell(request, holders(GM), "request", event)

    return carry_out(
        request, PersonRequest.answer, by=by, comment=comment, seen=seen, key=key, then=then
    )


def number_blanks(
    *, by: User, design: FormDesign, count: int, given_to: User, key: str | None = None
) -> BlankBatch:
    """Blank forms for one person, each sheet with a number."""

    def act() -> BlankBatch:
        only_as(by, KEEPER, article=ARTICLE)
        batch = BlankBatch(design=design, count=count, given_to=given_to)
        label = gettext_lazy("空白表编号")
        return open_matter(batch, by=by, article=ARTICLE, label=label)

    return once(act, BlankBatch, key=key, by=by, what=["number_blanks", design, count, given_to])


def void_blanks(
    batch: BlankBatch, *, by: User, reason: str, seen: int, key: str | None = None
) -> Event:
    return carry_out(batch, BlankBatch.void, by=by, comment=reason, seen=seen, key=key)
