from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from foundation import clock
from foundation.desk import course, deadlines_shown
from foundation.desk.templatetags import ui
from tests.harness.frozen import Clock

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # 12:00 in Shanghai


def drawn(text: str, **context: Any) -> str:
    return Template("{% load ui %}" + text).render(Context(context))


@pytest.fixture(name="noon")
def at_noon(clock: Clock) -> None:
    clock.set(NOON)


@pytest.mark.parametrize(
    ("day", "tone", "words"),
    [
        (date(2026, 11, 30), "green", "剩 6 天"),
        (date(2026, 11, 26), "orange", "剩 2 天"),
        (date(2026, 11, 24), "orange", "今天到期"),
        (date(2026, 11, 23), "red", "已逾期 1 天"),
        (date(2026, 11, 21), "red", "已逾期 3 天"),
    ],
)
def test_a_deadline_is_told_in_calendar_days_of_its_last_day(
    noon: None, day: date, tone: str, words: str
) -> None:
    assert deadlines_shown.judge(clock.end_of_day(day), None, 2) == (tone, words)
    assert deadlines_shown.judge(day, None, 2) == (tone, words)
    assert deadlines_shown.last_day(clock.end_of_day(day)) == day


def test_a_deadline_missed_within_the_day_is_late_at_once(noon: None) -> None:
    assert deadlines_shown.judge(NOON - timedelta(hours=1), None, 2) == (
        "red",
        "已逾期",
    )


def test_what_is_done_shows_whether_it_was_in_time(noon: None) -> None:
    due = clock.end_of_day(date(2026, 11, 22))
    assert deadlines_shown.judge(due, due - timedelta(hours=2), 2) == (
        "green",
        "按时完成",
    )
    assert deadlines_shown.judge(due, NOON, 2) == ("red", "逾期 2 天完成")
    assert "逾期 2 天完成" in drawn("{% due_badge due done %}", due=due, done=NOON)


def test_a_substitute_is_shown_with_the_one_acted_for() -> None:
    text = drawn("{% person actor absent %}", actor="张伟", absent="王建国")
    assert "张伟" in text and "王建国" in text and ">代<" in text
    assert "代" not in drawn("{% person actor actor %}", actor="张伟")


def test_names_from_outside_are_escaped() -> None:
    assert "<b>" not in drawn("{% person actor %}", actor="<b>")


def test_an_unknown_amount_is_a_dash_and_never_zero() -> None:
    assert drawn("{% money amount %}", amount=None) == "—"
    with translation.override("zh-hans"):
        assert "¥1,234,567.50" in drawn("{% money amount %}", amount=Decimal("1234567.5"))
        assert "¥0.00" in drawn("{% money amount %}", amount=Decimal(0))
    assert drawn("{{ nothing|none_dash }} {{ zero|none_dash }}", nothing=None, zero=0) == "— 0"


def test_progress_says_its_figure_without_an_inline_style() -> None:
    text = drawn('{% progress 3 4 "已交接" %}')
    assert 'value="75"' in text and "75%" in text and "style" not in text


def test_time_spent_is_told_in_its_two_largest_units() -> None:
    assert ui.duration(timedelta(days=2, hours=3, minutes=20)) == "2 天 3 小时"
    assert ui.duration(timedelta(minutes=5)) == "5 分钟"
    assert ui.duration(timedelta(seconds=10)) == "不到 1 分钟"


def test_a_closed_matter_and_a_returned_one_differ_in_colour() -> None:
    closed = SimpleNamespace(state="replied", state_label="已答复", closed_at=NOON)
    returned = SimpleNamespace(state="returned", state_label="已退回", closed_at=None)
    assert "tone-green" in drawn("{% state_badge matter %}", matter=closed)
    assert "tone-orange" in drawn(
        "{% state_badge record %}", record=SimpleNamespace(matter=returned)
    )


def test_another_page_of_a_list_keeps_what_was_filtered() -> None:
    request = RequestFactory().get("/", {"q": "漏水", "page": "2"})
    link = drawn("{% page_link 3 %}", request=request)
    assert "page=3" in link and "q=%E6%BC%8F" in link and "page=2" not in link


def test_counts_are_absent_at_zero_and_stop_at_99() -> None:
    assert drawn("{% count_badge 0 %}") == ""
    assert "99+" in drawn("{% count_badge 130 %}")


def test_an_icon_that_set_up_did_not_bring_is_still_drawn() -> None:
    assert "<svg" in drawn('{% icon "no-such-icon" %}')


def test_a_citation_of_a_known_article_says_what_it_asks() -> None:
    assert "他人已先办理" in drawn('{% article "R0.versions" %}')


def test_the_course_of_a_matter_tells_how_long_each_state_lasted(noon: None) -> None:
    states = SimpleNamespace(flatchoices=[("new", "已登记"), ("review", "待审核")])
    kind = type("Kind", (), {"_meta": SimpleNamespace(get_field=lambda name: states)})
    matter: Any = SimpleNamespace(record_model=kind, closed_at=None)
    told: list[Any] = [
        SimpleNamespace(step=step, label="", from_state=before, to_state=after, at=at)
        for step, before, after, at in [
            ("register", "", "new", NOON - timedelta(hours=30)),
            ("submit", "new", "review", NOON - timedelta(hours=20)),
            ("print", "", "", NOON - timedelta(hours=10)),
            ("return_", "review", "new", NOON - timedelta(hours=6)),
        ]
    ]
    read = course.entries(matter, told)
    assert [entry.spent for entry in read] == [
        None,
        timedelta(hours=10),
        None,
        timedelta(hours=14),
    ]
    assert [entry.is_return for entry in read] == [False, False, False, True]
    assert (read[1].from_label, read[1].to_label) == ("已登记", "待审核")
    assert course.time_in_state(matter, read) == timedelta(hours=6)
