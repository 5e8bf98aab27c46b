"""From consent to the sales manager's desk, and who reads what on the way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from foundation import clock as time
from foundation.articles import Refusal
from foundation.people.models import User
from foundation.process.models import Event, Matter, Task, Violation
from foundation.process.sweep import sweep
from health_forms import actions, ciphers
from health_forms.models import FormDesign, Person, Survey
from tests.harness.frozen import Clock
from tests.health_forms.conftest import (
    ANSWERS,
    SECRET,
    WHO,
    Staff,
    agreed,
    client_of,
    found_in_database,
    fresh,
    handed_in,
    kept,
    sealed,
    surveyed,
)

AGREED = {"agrees": "on", "agrees_health": "on", "mode": "signed", "paper": "T-7"}


def seen_by(user: User, page: str, survey: Survey) -> int:
    return client_of(user).get(reverse(f"health_forms:{page}", args=[survey.pk])).status_code


def filled(client: Client, **changes: str) -> dict[str, str]:
    """The form as it is filled in after the consent."""
    html = client.get(reverse("health_forms:take"), AGREED).content.decode()
    note = re.search(r'name="consent" value="([^"]+)"', html)
    assert note is not None
    answers = {f"q_{code}": answer for code, answer in ANSWERS.items() if answer != "—"}
    declined = {f"q_{code}_declined": "on" for code, answer in ANSWERS.items() if answer == "—"}
    return {"consent": note[1], "filled_by": "collector", **WHO, **answers, **declined} | changes


@pytest.mark.article("R4.1.1", "R4.1.2", "R4.1.4", "R4.1.5")
def test_a_rep_takes_a_form_on_the_phone_after_consent(staff: Staff) -> None:
    client = client_of(staff.rep)
    page = client.get(reverse("health_forms:consent")).content.decode()
    assert "华东启辰" in page and "销售" in page and "单独同意" in page
    without = client.get(reverse("health_forms:take"), AGREED | {"agrees_health": ""})
    assert without.status_code == 422 and "q_illnesses" not in without.content.decode()
    answer = client.post(reverse("health_forms:take"), filled(client) | {"key": "k"})
    survey = Survey.objects.get()
    assert answer["Location"] == survey.get_absolute_url()
    assert (survey.collector, survey.filled_by, survey.consent_paper) == (
        staff.rep, "collector", "T-7",
    )  # fmt: skip
    told = dict(pair for __, pairs in survey.told() for pair in pairs)
    assert told["既往疾病"] == SECRET and told["正在服用的保健食品"] == "—"
    assert survey.person.told() == WHO
    for other in (staff.manager, staff.keeper, staff.outsider):
        assert client_of(other).get(reverse("health_forms:take"), AGREED).status_code == 404
    with pytest.raises(Refusal, match="满意代表或销售主管") as refused:
        actions.take(
            by=staff.manager, consent=agreed(), contact=WHO, answers=ANSWERS, filled_by="self"
        )
    assert refused.value.article == "R4.1.2"


@pytest.mark.article("R4.1.4")
def test_nothing_is_stored_without_consent_or_with_a_question_left_open(
    staff: Staff, clock: Clock
) -> None:
    client = client_of(staff.rep)
    data = filled(client)
    for changes, told in (
        ({"consent": "forged"}, "未取得本人同意"),
        ({"q_illnesses": ""}, "勾选拒绝回答"),
        ({"q_children": ""}, "子女人数"),
        ({"q_children": "-1"}, "子女人数"),
        ({"q_pressure": "很高"}, "血压"),
        ({"q_born_on": "昨天"}, "出生日期"),
        ({"phone": "电话"}, "请填写电话号码"),
        ({"address": "长" * 201}, "地址"),
    ):
        answer = client.post(reverse("health_forms:take"), data | changes)
        assert answer.status_code == 422 and told in answer.content.decode(), changes
        assert WHO["name"] in answer.content.decode(), "what was typed stays"
    clock.move(hours=73)
    late = client.post(reverse("health_forms:take"), data)
    assert late.status_code == 422 and "知情同意已过时限" in late.content.decode()
    assert client_of(staff.colleague).post(reverse("health_forms:take"), data).status_code == 422
    with pytest.raises(Refusal) as refused:
        actions.take(
            by=staff.rep, consent=agreed(), contact=WHO, answers=ANSWERS | {"sex": "—"},
            filled_by="self",
        )  # fmt: skip
    assert refused.value.missing == ["性别"], "only about health one may decline"
    assert not Survey.objects.exists() and not Person.objects.exists()


@pytest.mark.article("R4.1.6")
def test_handed_in_by_the_next_day_or_late_told_and_escalated(staff: Staff, clock: Clock) -> None:
    in_time, late = surveyed(staff), surveyed(staff, name="李桂芳")
    clock.move(days=1)
    actions.hand_in(in_time, by=staff.rep, seen=in_time.matter.version)
    clock.move(days=1)
    sweep()
    violation = Violation.objects.get()
    assert (violation.article, violation.person) == ("R4.1.6", staff.rep)
    told = staff.manager.notices.filter(template="process/overdue")
    assert told.get().context["title"] == "李** 鼓楼区"
    with pytest.raises(Refusal):
        actions.hand_in(late, by=staff.colleague, seen=late.matter.version)
    client = client_of(staff.rep)
    client.post(
        reverse("health_forms:hand_in", args=[late.pk]), {"seen": late.matter.version, "key": "h"}
    )
    assert (fresh(in_time).is_late, fresh(late).is_late) == (False, True)
    assert fresh(late).state == "handed_in"
    assert not Task.objects.filter(kind="health_forms.hand_in", closed_at=None).exists()
    assert Task.objects.filter(kind="health_forms.allocate", closed_at=None).count() == 2


@pytest.mark.article("R4.1.11")
def test_the_answers_are_for_who_holds_the_form_and_every_look_is_an_event(staff: Staff) -> None:
    survey = surveyed(staff)
    everybody = (
        staff.rep, staff.colleague, staff.manager, staff.supervisor, staff.keeper, staff.doctor,
        staff.gm, staff.outsider,
    )  # fmt: skip
    assert [user.name for user in everybody if seen_by(user, "answers", survey) == 200] == ["柳青"]
    actions.hand_in(survey, by=staff.rep, seen=survey.matter.version)
    assert [user.name for user in everybody if seen_by(user, "answers", survey) == 200] == ["罗远"]
    seen = {user.name for user in everybody if seen_by(user, "survey", survey) == 200}
    assert seen == {"柳青", "罗远", "方圆", "苏叶", "陈国栋"}
    views = Event.objects.filter(matter=survey.pk, step="view")
    assert [event.actor.name for event in views] == ["柳青", "罗远"]
    page = client_of(staff.manager).get(reverse("health_forms:answers", args=[survey.pk]))
    assert "no-store" in page["Cache-Control"] and SECRET in page.content.decode()


@pytest.mark.article("R4.1.11", "R4.1.12")
def test_what_was_told_is_unreadable_outside_the_answers(staff: Staff, caplog: Any) -> None:
    client = client_of(staff.rep)
    client.post(reverse("health_forms:take"), filled(client) | {"key": "k"})
    survey = Survey.objects.get()
    for page in (
        reverse("health_forms:list"), reverse("health_forms:list") + "?export=xlsx",
        reverse("health_forms:list") + "?q=王秀英", reverse("desk:inbox"), reverse("desk:home"),
        reverse("desk:search") + f"?q={SECRET}",
    ):  # fmt: skip
        for user in (staff.manager, staff.keeper, staff.rep):
            shown = client_of(user).get(page)
            content = b"".join(shown) if shown.streaming else shown.content
            for secret in (SECRET, "王秀英", WHO["phone"], WHO["address"]):
                if f"q={secret}" not in page:  # it shows what was looked for
                    assert secret.encode() not in content, (page, secret)
    found = client_of(staff.manager).get(reverse("health_forms:list") + "?q=139 1234 5678")
    assert survey.matter.number in found.content.decode(), "a whole number finds"
    assert SECRET not in caplog.text and WHO["phone"] not in caplog.text
    attached = client_of(staff.rep).get(reverse("papers:attach", args=[survey.pk]))
    assert attached.status_code == 404
    for secret in (SECRET, "二甲双胍", "王秀英", WHO["phone"], "中山北路"):
        assert found_in_database(secret) == []


@pytest.mark.article("R4.1.11")
def test_keys_are_rotated_and_without_the_key_nothing_is_told(
    staff: Staff, settings: Any, capsys: Any
) -> None:
    from cryptography.fernet import Fernet

    survey = surveyed(staff)
    old, new = settings.HEALTH_KEYS[0], Fernet.generate_key().decode()
    settings.HEALTH_KEYS = [new, old]
    again = surveyed(staff)
    assert again.person == survey.person, "found by the mark of the older key"
    call_command("rotate_health_keys")
    assert "1 keys" in capsys.readouterr().out
    settings.HEALTH_KEYS = [new]
    told = fresh(survey)
    assert told.person.told() == WHO and SECRET in str(told.told())
    assert surveyed(staff).person == survey.person
    settings.HEALTH_KEYS = [old]
    with pytest.raises(ciphers.Unreadable):
        fresh(survey).told()
    assert seen_by(staff.rep, "answers", survey) == 404


def test_two_of_a_household_are_two_persons_and_one_asked_twice_is_one(staff: Staff) -> None:
    first = surveyed(staff)
    assert surveyed(staff, name="赵国强").person != first.person
    again = surveyed(staff, phone="+86 139 1234 5678", address="新址 1 号")
    assert again.person == first.person
    assert fresh(first).person.told()["address"] == "新址 1 号"


@pytest.mark.article("R4.1.7", "R4.2.1")
def test_who_moves_or_refuses_before_there_is_a_file_leaves_the_notebook(
    staff: Staff, clock: Clock
) -> None:
    survey, waiting = sealed(staff), handed_in(staff, name="李桂芳")
    rep = client_of(staff.rep)

    def end(one: Survey, client: Client, **more: str) -> int:
        data = {"ending": "moved", "seen": fresh(one).matter.version, "key": "e"} | more
        address = reverse("health_forms:end_contact", args=[one.pk])
        return client.post(address, data).status_code

    notebook = reverse("health_forms:notebook")
    assert survey.number in rep.get(notebook).content.decode()
    assert end(survey, rep, ending="") == 422 and end(survey, client_of(staff.keeper)) == 422
    assert fresh(survey).person.ending == "", "not the keeper's to say"
    assert end(survey, rep) == 302
    page = rep.get(survey.get_absolute_url()).content.decode()
    assert "已搬离" in page and "登记参加活动" not in page
    assert survey.number not in rep.get(notebook).content.decode()
    shown = client_of(staff.manager).get(reverse("health_forms:list") + "?ending=moved")
    assert survey.number in shown.content.decode() and waiting.number not in shown.content.decode()
    with pytest.raises(Refusal, match="已经停止跟踪"):
        actions.end_contact(
            survey, by=staff.rep, ending="refuses", seen=fresh(survey).matter.version
        )
    with pytest.raises(Refusal, match="重新征得同意"):
        actions.attend(
            fresh(survey), by=staff.rep, event_kind="trip", event="游", attended_on=time.today()
        )
    assert end(waiting, client_of(staff.manager), ending="deceased") == 302
    assert Task.objects.get(matter=waiting.pk, closed_at=None).kind == "health_forms.allocate"
    again = surveyed(staff)
    assert again.person.ending == "" and survey.number in rep.get(notebook).content.decode()
    file = kept(staff, name="赵国强")
    with pytest.raises(Refusal, match="在档案表上停止回访"):
        actions.end_contact(
            file.survey, by=staff.rep, ending="moved", seen=file.survey.matter.version
        )


@pytest.mark.article("R4.1.3", "R4.1.12")
def test_the_keeper_publishes_a_new_version_and_filled_forms_keep_theirs(staff: Staff) -> None:
    survey = surveyed(staff)
    client = client_of(staff.keeper)
    form = client.get(reverse("health_forms:publish")).content.decode()
    assert "健康史 | 选择 | 血压 | 正常、偏高、偏低、不清楚 | 健康" in form
    data = {
        "opening": "我是{company}的，向您介绍产品。", "consent": "{company}处理您的信息以便销售。",
        "questions": "基本情况 | 文字 | 爱好\n健康史 | 选择 | 听力 | 好、差 | 健康", "key": "d",
    }  # fmt: skip
    for changes, told in (
        ({"opening": "爱心之路普查"}, "写明公司"),
        ({"questions": "健康史 | 选择 | 听力"}, "第 1 行看不懂"),
        ({"questions": ""}, "必填"),
    ):
        refused = client.post(reverse("health_forms:publish"), data | changes)
        assert refused.status_code == 422 and told in refused.content.decode(), changes
    assert client.post(reverse("health_forms:publish"), data).status_code == 302
    new = FormDesign.objects.first()
    assert new is not None and new.version == 2
    assert [one["label"] for one in new.questions] == ["爱好", "听力"]
    assert fresh(survey).design.version == 1
    assert client_of(staff.rep).get(reverse("health_forms:publish")).status_code == 404
    page = client_of(staff.rep).get(reverse("health_forms:take"), AGREED).content.decode()
    assert "爱好" in page and "血压" not in page


@pytest.mark.article("R4.1.1")
def test_before_the_regulation_is_in_force_nothing_is_collected(staff: Staff, clock: Clock) -> None:
    clock.set("2025-12-31 10:00")
    with pytest.raises(Refusal, match="尚未执行"):
        surveyed(staff)
    clock.set("2026-01-01 00:00")
    survey = surveyed(staff)
    assert survey.due_on == time.today() + timedelta(days=1)
    assert Matter.objects.get(pk=survey.pk).search_text == "王** 鼓楼区"


def test_the_manager_gets_what_is_theirs(staff: Staff) -> None:
    survey = handed_in(staff)
    page = client_of(staff.manager).get(survey.get_absolute_url()).content.decode()
    assert "查看内容" in page and WHO["phone"] in page
    page = client_of(staff.keeper).get(survey.get_absolute_url()).content.decode()
    assert "查看内容" not in page and WHO["phone"] not in page
