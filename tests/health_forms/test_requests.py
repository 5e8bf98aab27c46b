"""What a person asks about themselves, several forms of one person, numbered blank forms."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.process.models import Event, Task
from foundation.process.sweep import sweep
from health_forms import actions
from health_forms.models import BlankBatch, PersonRequest
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    ANSWERS,
    SECRET,
    WHO,
    WRITTEN,
    Staff,
    agreed,
    attended,
    client_of,
    file_now,
    fresh,
    numbered,
    requested,
    sealed,
    surveyed,
)


def now(request: PersonRequest) -> PersonRequest:
    found: PersonRequest = PersonRequest.objects.for_act().get(pk=request.pk)
    return found


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.article("R4.2.13")
def test_the_person_gets_an_extract_within_fifteen_days_and_the_gm_is_told(
    staff: Staff, clock: Clock
) -> None:
    survey = sealed(staff)
    rep, keeper = client_of(staff.rep), client_of(staff.keeper)
    address = reverse("health_forms:receive_request", args=[survey.pk])
    form = {
        "kind": "see", "identified_by": "回拨电话", "received_on": "2026-11-02",
        "seen": survey.matter.version, "key": "r",
    }  # fmt: skip
    assert rep.post(address, form | {"received_on": "2026-11-03"}).status_code == 422
    assert rep.post(address, form).status_code == 302
    request = now(PersonRequest.objects.get())
    task = Task.objects.get(matter=request.pk)
    assert (f"{request.due_on}", f"{task.due_on}", task.article) == (
        "2026-11-17", "2026-11-17", "R4.2.13",
    )  # fmt: skip
    answer = reverse("health_forms:answer_request", args=[request.pk])
    early = {"seen": request.matter.version, "key": "a"}
    refused = keeper.post(answer, early)
    assert refused.status_code == 422 and "先打印个人信息摘录" in refused.content.decode()
    printed = reverse("papers:print", args=[request.pk, "health_forms.extract"])
    assert [rep.get(printed).status_code, client_of(staff.gm).get(printed).status_code] == [404] * 2
    text = "".join(pages_of(keeper.get(printed).content))
    assert SECRET in text and WHO["phone"] in text and f"{request.number}-01" in text
    assert "柳青" not in text, "nothing of the company's own"
    assert keeper.get(reverse("health_forms:answers", args=[survey.pk])).status_code == 404
    clock.set("2026-11-18 00:00")
    sweep()
    assert Notice.objects.filter(recipient=staff.gm, template="process/overdue").exists()
    request = now(request)
    assert keeper.post(answer, {"seen": request.matter.version, "key": "b"}).status_code == 302
    assert (now(request).state, now(request).is_late) == ("answered", True)
    assert keeper.get(printed).status_code == 404, "it is answered"
    told = Notice.objects.filter(recipient=staff.gm, template="health_forms/request")
    assert told.count() == 2 and WHO["name"] not in str(
        list(told.values_list("context", flat=True))
    )
    assert client_of(staff.colleague).get(request.get_absolute_url()).status_code == 404


@pytest.mark.article("R4.2.13")
def test_a_correction_reaches_the_file_and_an_erasure_everything(staff: Staff) -> None:
    file = attended(staff)
    survey = fresh(file.survey)
    other = actions.take(
        by=staff.colleague, consent=agreed(), contact=WHO, filled_by="self",
        answers=ANSWERS | {"illnesses": "高血压", "pressure": "正常"},
    )  # fmt: skip
    request = requested(staff, survey, kind="correct")
    keeper = client_of(staff.keeper)
    correct = reverse("health_forms:correct", args=[request.pk])
    assert client_of(staff.rep).get(correct).status_code == 302, "not theirs"
    shown = keeper.get(correct).content.decode()
    assert SECRET in shown and WHO["phone"] in shown
    assert Event.objects.filter(matter=survey.pk, step="view", actor=staff.keeper).exists()
    answers = {f"q_{code}": text for code, text in ANSWERS.items() if text != "—"}
    data = WHO | answers | {"q_illnesses": "血压正常", "q_supplements_declined": "on", "phone": ""}
    seen = {"seen": request.matter.version, "key": "c"}
    assert keeper.post(correct, data | seen).status_code == 422
    moved = {"phone": "13800001111", "district": "玄武区"}
    assert keeper.post(correct, data | seen | moved).status_code == 302
    told = str(fresh(other).told())
    assert "血压正常" in told and "高血压" not in told, "in every form of theirs"
    assert "'正常'" in told, "what was not corrected stays as it was said there"
    assert {one.matter.title for one in (fresh(other), fresh(survey), file_now(file))} == {
        "王** 玄武区"
    }
    assert Event.objects.filter(step="correct").count() == 4, "on each of them, and the request"
    assert "血压正常" in str(fresh(survey).told()) and SECRET not in str(fresh(survey).told())
    assert "血压正常" in str(file_now(file).told())
    assert file_now(file).person.shown_phone == "138****1111"
    done = now(request)
    actions.answer_request(done, by=staff.keeper, seen=done.matter.version)

    waiting = requested(staff, fresh(survey), kind="see")
    erasing = requested(staff, fresh(survey), kind="erase")
    with pytest.raises(Refusal):
        actions.answer_request(erasing, by=staff.rep, seen=erasing.matter.version)
    actions.answer_request(erasing, by=staff.keeper, seen=erasing.matter.version)
    assert (fresh(survey).state, file_now(file).state) == ("erased", "erased")
    assert "王" not in now(erasing).matter.title
    printed = reverse("papers:print", args=[waiting.pk, "health_forms.extract"])
    assert keeper.get(printed).status_code == 404
    waiting = now(waiting)
    actions.answer_request(waiting, by=staff.keeper, seen=waiting.matter.version)
    with pytest.raises(Refusal):
        requested(staff, fresh(survey))


@pytest.mark.article("R4.2.2")
def test_answers_that_differ_are_chosen_side_by_side_before_the_file_is_written(
    staff: Staff, clock: Clock
) -> None:
    file = attended(staff)
    actions.take(
        by=staff.supervisor, consent=agreed(), contact=WHO, filled_by="self",
        answers=ANSWERS | {"illnesses": "高血压", "pressure": "正常"},
    )  # fmt: skip
    rep = client_of(staff.rep)
    write = reverse("health_forms:write_file", args=[file.pk])
    data = WRITTEN | {"seen": file.matter.version, "key": "w"}
    refused = rep.post(write, data)
    assert refused.status_code == 422 and "请先核定" in refused.content.decode()
    settle = reverse("health_forms:settle", args=[file.pk])
    assert settle in rep.get(file.get_absolute_url()).content.decode()
    assert client_of(staff.gm).get(settle).status_code == 302, "who has it in hand"
    shown = rep.get(settle).content.decode()
    assert SECRET in shown and "高血压" in shown and 'name="sleep"' not in shown
    form = {"illnesses": "高血压", "seen": file.matter.version, "key": "s"}
    assert rep.post(settle, form).status_code == 422, "each of them"
    assert rep.post(settle, form | {"pressure": "偏高"}).status_code == 302
    told = str(file_now(file).told())
    assert "高血压" in told and "偏高" in told and SECRET not in told
    assert settle not in rep.get(file.get_absolute_url()).content.decode()
    file = file_now(file)
    actions.write_file(file, by=staff.rep, written=WRITTEN, seen=file.matter.version)
    surveyed(staff)
    assert settle in rep.get(file.get_absolute_url()).content.decode(), "a later form asks anew"


@pytest.mark.article("R4.2.13")
def test_blank_forms_are_numbered_and_printed_centrally_once(staff: Staff) -> None:
    keeper, rep = client_of(staff.keeper), client_of(staff.rep)
    form = {"count": "3", "given_to": staff.rep.pk, "key": "n"}
    address = reverse("health_forms:number_blanks")
    assert rep.get(address).status_code == 404
    assert keeper.post(address, form | {"count": "101"}).status_code == 422
    assert keeper.post(address, form).status_code == 302
    batch = BlankBatch.objects.for_act().get()
    printed = reverse("papers:print", args=[batch.pk, "health_forms.blanks"])
    assert rep.get(printed).status_code == 404, "centrally"
    pages = pages_of(keeper.get(printed).content)
    text = "".join(pages)
    assert all(serial in text for serial in batch.serials()) and len(pages) == 3, "a page each"
    assert all("单独同意" in page and "空白健康调查表" in page for page in pages)
    assert keeper.get(printed).status_code == 404, "no number is on two sheets"
    other = numbered(staff)
    void = reverse("health_forms:void_blanks", args=[other.pk])
    data = {"seen": other.matter.version, "key": "v", "reason": "印坏"}
    assert keeper.post(void, data | {"reason": ""}).status_code == 422
    assert keeper.post(void, data).status_code == 302
    assert (
        keeper.get(reverse("papers:print", args=[other.pk, "health_forms.blanks"])).status_code
        == 404
    )
    assert client_of(staff.colleague).get(batch.get_absolute_url()).status_code == 404
    assert rep.get(batch.get_absolute_url()).status_code == 200
