"""Sealed is closed to everybody; opened it is for one reader and a limited time."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from foundation.articles import Refusal
from foundation.papers.models import PrintLog
from foundation.process.models import Event, Task
from health_forms import actions
from health_forms.models import Opening, Survey
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    SECRET,
    Staff,
    allocated,
    asked,
    client_of,
    fresh,
    kept,
    opened,
    sealed,
)


def answers(user: object, survey: Survey) -> int:
    return client_of(user).get(reverse("health_forms:answers", args=[survey.pk])).status_code  # type: ignore[arg-type]


@pytest.mark.article("R4.1.10", "R4.1.11")
def test_sealed_is_closed_to_all_and_opens_for_one_until_the_time_is_over(
    staff: Staff, clock: Clock
) -> None:
    survey = allocated(staff)
    everybody = [
        staff.rep, staff.colleague, staff.manager, staff.supervisor, staff.keeper, staff.doctor,
        staff.gm,
    ]  # fmt: skip
    assert [user.name for user in everybody if answers(user, survey) == 200] == ["罗远", "柳青"][
        ::-1
    ]
    with pytest.raises(Refusal):
        actions.seal(survey, by=staff.manager, seen=survey.matter.version)
    client_of(staff.keeper).post(
        reverse("health_forms:seal", args=[survey.pk]), {"seen": survey.matter.version, "key": "s"}
    )
    survey = fresh(survey)
    assert survey.state == "sealed"
    assert [user.name for user in everybody if answers(user, survey) == 200] == []
    with pytest.raises(Refusal, match="已封存"):
        actions.ask_to_open(
            allocated(staff, name="李"), by=staff.keeper, purpose="read", reason="看"
        )
    client = client_of(staff.manager)
    asking = reverse("health_forms:ask_to_open", args=[survey.pk])
    form = {"purpose": "read", "reason": "家属咨询", "seen": survey.matter.version}
    assert client.post(asking, form | {"key": "a"}).status_code == 302
    assert client.post(asking, form | {"key": "b"}).status_code == 422, "one at a time"
    opening = Opening.objects.for_act().get()
    assert answers(staff.manager, survey) == 404, "asking opens nothing"
    approve = reverse("health_forms:approve_opening", args=[opening.pk])
    client_of(staff.gm).post(approve, {"seen": opening.matter.version, "key": "g"})
    page = client.get(reverse("health_forms:answers", args=[survey.pk]))
    assert page.status_code == 200 and SECRET in page.content.decode()
    assert page["Refresh"] == f"7201; url={survey.get_absolute_url()}", "left open, it goes"
    others = [user.name for user in everybody if user != staff.manager]
    assert [name for name, user in zip(others, everybody, strict=False) if user != staff.manager
            and answers(user, survey) == 200] == []  # fmt: skip
    assert Event.objects.filter(matter=survey.pk, step="view", actor=staff.manager).exists()
    clock.move(hours=2)
    assert answers(staff.manager, survey) == 404
    assert "已结束" in client.get(opening.get_absolute_url()).content.decode()


@pytest.mark.article("R4.1.11")
def test_only_the_gm_opens_and_not_for_themselves_and_it_ends_early(staff: Staff) -> None:
    survey = sealed(staff)
    opening = asked(staff, survey)
    for who in (staff.keeper, staff.doctor):
        with pytest.raises(Refusal):
            actions.approve_opening(opening, by=who, seen=opening.matter.version)
    own = asked(staff, survey, by=staff.gm)
    with pytest.raises(Refusal) as refused:
        actions.approve_opening(own, by=staff.gm, seen=own.matter.version)
    assert refused.value.article == "R0.separation"
    refuse = reverse("health_forms:refuse_opening", args=[opening.pk])
    data = {"seen": opening.matter.version, "key": "r"}
    assert client_of(staff.gm).post(refuse, data).status_code == 422, "with a reason"
    client_of(staff.gm).post(refuse, data | {"reason": "没有必要"})
    assert answers(staff.doctor, survey) == 404
    notice = staff.doctor.notices.get(template="health_forms/opening_decided")
    assert notice.context["comment"] == "没有必要" and "王" not in str(notice.context)
    second = opened(staff, survey)
    assert answers(staff.doctor, survey) == 200
    client_of(staff.doctor).post(
        reverse("health_forms:end_opening", args=[second.pk]),
        {"seen": second.matter.version, "key": "e"},
    )
    assert answers(staff.doctor, survey) == 404
    assert client_of(staff.outsider).get(second.get_absolute_url()).status_code == 404


@pytest.mark.article("R4.1.12")
def test_a_print_has_its_own_approval_a_serial_number_and_the_readers_name(staff: Staff) -> None:
    survey = sealed(staff)
    address = reverse("papers:print", args=[survey.pk, "health_forms.survey"])
    client = client_of(staff.doctor)
    opened(staff, survey)
    assert client.get(address).status_code == 404, "to read is not to print"
    opened(staff, survey, purpose="print")
    assert answers(staff.doctor, survey) == 200
    many = reverse("papers:print_many", args=["health_forms.survey"])
    assert client.post(many, {"matter": [survey.pk]}).status_code == 404, "never in bulk"
    pdf = client.get(address)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert SECRET in text and f"{survey.matter.number}-01" in text
    assert text.count("苏叶") >= 2 and "收集人 柳青" in text.splitlines()[0], "at the top, right"
    assert client.get(address).status_code == 404, "one approval, one print"
    assert client_of(staff.gm).get(address).status_code == 404
    assert PrintLog.objects.get(matter=survey.pk).printed_by == staff.doctor


@pytest.mark.article("R4.2.10")
def test_a_file_is_read_outside_of_revisits_by_the_gms_approval_only(
    staff: Staff, clock: Clock
) -> None:
    file = kept(staff)
    content = reverse("health_forms:file_content", args=[file.pk])
    ask = reverse("health_forms:ask_to_read", args=[file.pk])
    keeper, manager = client_of(staff.keeper), client_of(staff.manager)
    assert keeper.get(content).status_code == 404
    form = {"reason": "核对投诉", "seen": file.matter.version, "key": "r"}
    assert keeper.post(ask, form | {"reason": ""}).status_code == 422
    assert keeper.post(ask, form).status_code == 302
    assert keeper.post(ask, form | {"key": "again"}).status_code == 422, "it waits already"
    opening = Opening.objects.for_act().get()
    assert Task.objects.get(matter=opening.pk).article == "R4.2.10"
    with pytest.raises(Refusal) as refused:
        actions.approve_opening(opening, by=staff.manager, seen=opening.matter.version)
    assert refused.value.article == "R4.2.10"
    actions.approve_opening(opening, by=staff.gm, seen=opening.matter.version)
    shown = keeper.get(content)
    assert SECRET in shown.content.decode() and shown.headers["Refresh"].startswith("7201;")
    assert [manager.get(content).status_code, client_of(staff.gm).get(content).status_code] == [
        404, 404,
    ]  # fmt: skip
    assert (
        Event.objects.filter(matter=file.pk, step__in=("ask_to_open", "opened", "view")).count()
        == 3
    )
    assert keeper.get(reverse("health_forms:answers", args=[file.survey_id])).status_code == 404
    clock.move(hours=2)
    assert keeper.get(content).status_code == 404, "the time is over"
    assert client_of(staff.doctor).get(ask).status_code == 302, "who has it need not ask"
