"""The judgements of regulation 1 as tables of cases."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from archives import rules
from archives.kinds import LinkKind, Secrecy, YearRule


def paper(pk: int, dated: str, kind: str = "other", **given: Any) -> Any:
    usual = {
        "pk": pk, "dated_on": date.fromisoformat(dated), "kind": kind, "first_year": None,
        "last_year": None, "opened_on": None, "secrecy": Secrecy.INTERNAL, "retention": 2,
        "copies": 1, "pages": 3, "is_company_print": False, "department_id": 7,
        "filing_year": int(dated[:4]), "label": f"文件{pk}",
    }  # fmt: skip
    return SimpleNamespace(**(usual | given))


def link(kind: str, lead: Any, other: Any) -> Any:
    return SimpleNamespace(kind=kind, lead_id=lead.pk, other_id=other.pk, lead=lead, other=other)


@pytest.mark.article("R1.2.24")
@pytest.mark.parametrize(
    ("document", "year", "rule"),
    [
        (paper(1, "2026-12-31"), 2026, YearRule.DATE),
        (paper(1, "2027-01-01"), 2027, YearRule.DATE),
        (paper(1, "2026-12-31", "request"), 2026, YearRule.REQUEST),
        (paper(1, "2025-12-20", "plan", first_year=2026, last_year=2030), 2026, YearRule.PLAN),
        (paper(1, "2026-03-01", "plan", first_year=2026, last_year=2026), 2026, YearRule.DATE),
        (paper(1, "2026-03-01", "plan"), 2026, YearRule.DATE),
        (paper(1, "2026-01-15", "summary", first_year=2021, last_year=2025), 2025, YearRule.SUMMARY),
        (paper(1, "2026-01-15", "summary", first_year=2025, last_year=2025), 2026, YearRule.DATE),
        (paper(1, "2027-01-03", "meeting", opened_on=date(2026, 12, 30)), 2026, YearRule.MEETING),
        (paper(1, "2026-12-30", "meeting", opened_on=date(2026, 12, 30)), 2026, YearRule.DATE),
        (paper(1, "2026-12-20", "meeting", opened_on=date(2027, 1, 4)), 2027, YearRule.MEETING),
    ],
)  # fmt: skip
def test_the_filing_year_of_a_document_by_itself(document: Any, year: int, rule: YearRule) -> None:
    assert rules.own_year(document) == rules.FilingYear(year, rule)


REQUEST = paper(1, "2025-12-28", "request")
REPLY = paper(2, "2026-01-09", "reply")
LATER_REPLY = paper(3, "2027-02-01", "reply")
FINAL, DRAFT = paper(4, "2026-01-05"), paper(5, "2025-12-30")
PLAN = paper(6, "2025-11-01", "plan", first_year=2026, last_year=2028)
ATTACHMENT = paper(7, "2024-05-05")
PLANNED_REQUEST = paper(8, "2025-12-28", "plan", first_year=2027, last_year=2029)


@pytest.mark.article("R1.2.24")
@pytest.mark.parametrize(
    ("documents", "links", "years"),
    [
        ([REQUEST, REPLY], [link("reply", REPLY, REQUEST)], {1: (2026, "reply"), 2: (2026, "reply")}),
        # Several replies: the last one's year, for all of them.
        (
            [REQUEST, REPLY, LATER_REPLY],
            [link("reply", REPLY, REQUEST), link("reply", LATER_REPLY, REQUEST)],
            {1: (2027, "reply"), 2: (2027, "reply"), 3: (2027, "reply")},
        ),
        # The link goes before the kind's own rule.
        (
            [PLANNED_REQUEST, REPLY],
            [link("reply", REPLY, PLANNED_REQUEST)],
            {8: (2026, "reply"), 2: (2026, "reply")},
        ),
        # An attachment of the request goes with it into the reply's year.
        (
            [REQUEST, REPLY, ATTACHMENT],
            [link("reply", REPLY, REQUEST), link("attachment", REQUEST, ATTACHMENT)],
            {1: (2026, "reply"), 2: (2026, "reply"), 7: (2026, "reply")},
        ),
        ([FINAL, DRAFT], [link("draft", FINAL, DRAFT)], {4: (2026, "date"), 5: (2026, "leading")}),
        # The leading document by its own rule.
        ([PLAN, ATTACHMENT], [link("attachment", PLAN, ATTACHMENT)], {6: (2026, "plan"), 7: (2026, "leading")}),
        # A close link binds nothing.
        ([FINAL, DRAFT], [link("close", FINAL, DRAFT)], {4: (2026, "date"), 5: (2025, "date")}),
        ([REQUEST], [], {1: (2025, "request")}),
    ],
)  # fmt: skip
def test_the_filing_year_of_what_belongs_together(
    documents: list[Any], links: list[Any], years: dict[int, tuple[int, str]]
) -> None:
    found = rules.filing_years(documents, links)
    assert {key: (one.year, one.rule) for key, one in found.items()} == years


@pytest.mark.article("R1.2.24")
def test_what_forwards_or_translates_takes_the_year_of_what_leads() -> None:
    for kind in (LinkKind.FORWARDED, LinkKind.LANGUAGE, LinkKind.TELEGRAM, LinkKind.ATTACHMENT):
        found = rules.filing_years([FINAL, DRAFT], [link(kind, FINAL, DRAFT)])
        assert (found[5].year, found[5].rule) == (2026, YearRule.LEADING), kind


@pytest.mark.article("R1.2.25")
@pytest.mark.parametrize(
    ("kind", "order", "lawful"),
    [
        ("reply", [1, 2], [1, 2]),  # the reply leads
        ("reply", [2, 1], [1, 2]),
        ("attachment", [2, 1], [1, 2]),
        ("draft", [1, 2], [2, 1]),  # the draft stands before the final text
        ("draft", [2, 1], [2, 1]),
        ("language", [2, 1], [2, 1]),
        ("close", [2, 1], [2, 1]),
    ],
)
def test_what_must_come_first_in_a_volume(kind: str, order: list[int], lawful: list[int]) -> None:
    links = [link(kind, paper(1, "2026-01-01"), paper(2, "2026-01-01"))]
    assert rules.arranged(order, links) == lawful
    assert bool(rules.wrong_pairs(order, links)) is (order != lawful)


@pytest.mark.article("R1.2.25")
def test_the_rest_keeps_the_compilers_order() -> None:
    one, two, three = (paper(key, "2026-01-01") for key in (1, 2, 3))
    links = [link("reply", three, one)]
    assert rules.arranged([1, 2, 3], links) == [2, 3, 1]
    assert rules.arranged([2, 1, 3], [link("attachment", two, three)]) == [2, 1, 3]
    circle = [*links, link("attachment", one, two), link("attachment", two, three)]
    assert rules.order_is_possible(links) and not rules.order_is_possible(circle)


VOLUME = SimpleNamespace(year=2026, department_id=7, retention=2)
OFFICE = 9


def articles(documents: list[Any], links: list[Any], volume: Any = VOLUME) -> list[str]:
    found = rules.faults_of_volume(volume, documents, links, gm_office=OFFICE)
    return [fault.article for fault in found]


@pytest.mark.article("R1.1.2", "R1.2.1", "R1.2.2", "R1.2.22", "R1.2.24")
@pytest.mark.parametrize(
    ("given", "article"),
    [
        ({}, None),
        ({"filing_year": 2025}, "R1.2.24"),
        ({"department_id": 8}, "R1.2.2"),
        ({"is_company_print": True}, "R1.2.1"),
        ({"kind": "meeting"}, "R1.2.2"),
        ({"copies": None}, "R1.2.22"),
        ({"pages": None}, "R1.2.22"),
        ({"pages": 0}, "R1.2.22"),
    ],
)
def test_what_keeps_a_document_from_a_signed_volume(given: dict[str, Any], article: str) -> None:
    assert articles([paper(1, "2026-05-05", **given)], []) == ([article] if article else [])


@pytest.mark.article("R1.2.1", "R1.2.2")
def test_the_gm_office_keeps_what_the_company_prints_and_what_meetings_make() -> None:
    office = SimpleNamespace(year=2026, department_id=OFFICE, retention=2)
    assert articles([paper(1, "2026-05-05", is_company_print=True)], [], office) == []
    assert articles([paper(1, "2026-05-05", "meeting")], [], office) == []
    assert articles([paper(1, "2026-05-05")], [], office) == ["R1.2.2"]


@pytest.mark.article("R1.2.22")
def test_an_empty_volume_is_not_signed() -> None:
    assert articles([], []) == ["R1.2.22"]


@pytest.mark.article("R1.2.23")
@pytest.mark.parametrize("kind", [kind for kind in LinkKind if kind != LinkKind.CLOSE])
def test_what_is_linked_must_stand_in_the_volume(kind: LinkKind) -> None:
    here, elsewhere = paper(1, "2026-05-05"), paper(2, "2026-05-05")
    assert articles([here], [link(kind, here, elsewhere)]) == ["R1.2.23"]
    assert articles([here], [link(kind, elsewhere, here)]) == ["R1.2.23"]


TOP = paper(1, "2026-05-05", secrecy=Secrecy.TOP_SECRET)
ORDINARY = paper(2, "2026-05-05")
APPENDIX = paper(3, "2026-05-05")


@pytest.mark.article("R1.2.15", "R1.2.23")
@pytest.mark.parametrize(
    ("documents", "links", "found"),
    [
        ([TOP], [], []),
        ([TOP, ORDINARY], [], ["R1.2.23"]),
        ([ORDINARY, paper(3, "2026-01-01", secrecy=Secrecy.SECRET)], [], []),
        ([TOP, ORDINARY], [link("close", TOP, ORDINARY)], []),
        ([TOP, ORDINARY], [link("attachment", TOP, ORDINARY)], []),
        ([TOP, ORDINARY, APPENDIX], [link("close", TOP, ORDINARY), link("attachment", ORDINARY, APPENDIX)], []),
        ([TOP, ORDINARY, APPENDIX], [link("attachment", ORDINARY, APPENDIX)], ["R1.2.23", "R1.2.23"]),
    ],
)  # fmt: skip
def test_top_secret_stands_by_itself_or_with_what_is_linked_to_it(
    documents: list[Any], links: list[Any], found: list[str]
) -> None:
    assert articles(documents, links) == found


SHORT, LONG, FOREVER = (paper(key, "2026-05-05", retention=key) for key in (1, 2, 3))


@pytest.mark.article("R1.2.21")
@pytest.mark.parametrize(
    ("documents", "links", "one", "found"),
    [
        ([LONG], [], 2, []),
        ([LONG, SHORT], [], None, ["R1.2.21"]),
        ([LONG, SHORT], [link("attachment", LONG, SHORT)], 2, []),
        ([LONG, SHORT], [link("language", SHORT, LONG)], 2, []),
        ([LONG, SHORT, FOREVER], [link("telegram", LONG, SHORT)], None, ["R1.2.21"]),
        # All of it permanent: the volume becomes permanent.
        ([FOREVER], [], 3, []),
    ],
)
def test_a_volume_has_one_retention_the_longest_of_what_is_linked(
    documents: list[Any], links: list[Any], one: int | None, found: list[str]
) -> None:
    assert rules.retention_of(documents, links) == one
    assert articles(documents, links) == found


@pytest.mark.article("R1.2.15")
@pytest.mark.parametrize(
    ("category", "secrecy", "missing"),
    [
        ("classified", Secrecy.PUBLIC, True),
        ("classified", Secrecy.INTERNAL, True),
        ("classified", Secrecy.CONFIDENTIAL, False),
        ("contract", Secrecy.PUBLIC, False),
    ],
)
def test_material_of_the_secrecy_rules_has_a_grade(
    category: str, secrecy: int, missing: bool
) -> None:
    assert rules.grade_missing(category, secrecy) is missing
