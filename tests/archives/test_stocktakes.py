"""What stands on the shelves against what should: nothing read stops the desk (R1.1.4)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archives import actions
from archives.actions.stocktakes import differences, volume_meant_by
from archives.actions.takeovers import take_over_volumes
from archives.kinds import Secrecy
from archives.models import Difference, Reading, StockTake, Volume
from archives.printouts import LABELS
from foundation.articles import Refusal
from foundation.papers.printing import print_one
from foundation.people.models import User
from foundation.process.models import open_tasks
from tests.archives import story
from tests.archives.conftest import Cast, seen
from tests.archives.story import fresh
from tests.archives.test_printouts import text_of
from tests.foundation.papers.test_printing import picture_of

Kind = Difference.Kind


def shelve_old(cast: Cast, *numbers: str, shelf: str = "3", **given: Any) -> list[Volume]:
    """Volumes that stand on a shelf: the quickest way there."""
    row = {
        "name": "旧合同", "department": cast.sales.pk, "year": 2015, "retention": 2,
        "secrecy": Secrecy.INTERNAL, "clause_no": "", "clause_title": "", "room": "一号库",
        "cabinet": "A", "shelf": shelf, "box": "", "stated_documents": 3, "stated_pages": 9, "note": "",
    } | given  # fmt: skip
    made = take_over_volumes(
        [row | {"archive_no": number} for number in numbers], by=cast.archivist
    )
    return [fresh(volume) for volume in made]


def begun(cast: Cast, **given: str) -> StockTake:
    given = {"room": "一号库", "cabinet": "A", "shelf": "3"} | given
    return actions.begin_stock_take(by=cast.archivist, **given)


def read(taken: StockTake, cast: Cast, *codes: str) -> None:
    for code in codes:
        actions.read_code(taken, by=cast.archivist, code=code)


def told(taken: StockTake) -> list[tuple[str, str]]:
    found = differences(fresh(taken))
    return [(one.kind, one.volume.archive_no if one.volume else one.code) for one in found]


def close(taken: StockTake, cast: Cast) -> None:
    actions.close_stock_take(taken, by=cast.archivist, seen=seen(taken))


@pytest.mark.article("R1.1.4")
def test_the_list_tells_what_is_missing_elsewhere_lent_gone_or_unknown(cast: Cast) -> None:
    here, missing, lent, gone = shelve_old(cast, "在架", "不见", "借出", "销毁")
    shelve_old(cast, "别处", shelf="4")
    (away,) = shelve_old(cast, "借走")
    for volume in (lent, away):
        story.lent(volume, cast)
    Volume.objects.filter(pk=gone.pk).update(state="destroyed")
    taken = begun(cast)
    read(taken, cast, "在架", "借出", "销毁", "别处", "6901234567892")
    assert told(taken) == [
        (Kind.MISSING, "不见"), (Kind.UNKNOWN, "6901234567892"), (Kind.ELSEWHERE, "别处"),
        (Kind.GONE, "销毁"), (Kind.LENT, "借出"),
    ]  # fmt: skip
    assert differences(taken)[2].registered_at == "一号库-A-4"
    assert here.pk not in {one.volume_id for one in differences(taken)}
    assert missing.pk == differences(taken)[0].volume_id


@pytest.mark.article("R1.1.4")
@pytest.mark.parametrize(
    "code",
    ["", "   ", "6901234567892", "https://weixin.qq.com/r/abc", "x" * 5000, "0\x001", "%00'\"; DROP",
     "{site}/nowhere/", "{site}/matter/999999999/", "https://other.example/matter/{pk}/", "😀"],
)  # fmt: skip
def test_no_foreign_or_broken_code_stops_the_desk(cast: Cast, code: str) -> None:
    (volume,) = shelve_old(cast, "A-1")
    taken = begun(cast)
    code = code.format(site=settings.SITE_URL, pk=volume.pk)
    client = Client()
    client.force_login(cast.archivist, backend="foundation.people.sign_in.PersonBackend")
    address = reverse("archives:count", args=[taken.pk])
    answer = client.post(address, {"code": code}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == (200 if code.strip() else 422)
    assert Reading.objects.filter(volume=None).count() == bool(code.strip())
    assert client.post(address, {"code": "A-1"}).status_code == 302
    assert Reading.objects.filter(volume=volume).count() == 1


@pytest.mark.article("R1.1.4")
def test_a_volume_is_known_by_its_label_its_number_and_its_archive_number(cast: Cast) -> None:
    (volume,) = shelve_old(cast, "XS-2015-C-001")
    label = settings.SITE_URL.rstrip("/") + volume.matter.get_absolute_url()
    for code in (label, "XS-2015-C-001", "xs-2015-c-001", volume.number):
        assert volume_meant_by(code) == volume
    taken = begun(cast)
    read(taken, cast, label, "XS-2015-C-001", volume.number)
    assert Reading.objects.count() == 1


@pytest.mark.article("R1.1.4")
def test_signed_the_list_stays_as_it_was_and_each_line_is_put_right(cast: Cast) -> None:
    shelve_old(cast, "在架", "不见")
    (elsewhere,) = shelve_old(cast, "别处", shelf="4")
    taken = begun(cast)
    read(taken, cast, "在架", "别处")
    close(taken, cast)
    taken = fresh(taken)
    assert (taken.state, taken.expected_count, taken.found_count) == ("closed", 2, 2)
    assert taken.closed_by == cast.archivist
    assert [task.kind for task in open_tasks(taken.pk)] == ["archives.settle_stock"]
    with pytest.raises(Refusal, match="盘点已结束"):
        read(taken, cast, "不见")
    missing, misplaced = taken.differences.all()
    here = {"room": "一号库", "cabinet": "A", "shelf": "3", "box": ""}
    actions.settle_difference(
        taken, by=cast.archivist, difference=misplaced, levels=here, seen=seen(taken)
    )
    moved = fresh(elsewhere)
    assert str(moved.place) == "一号库-A-3"
    assert moved.matter.events.last().comment == f"一号库-A-4 → 一号库-A-3 · {taken.number}"
    assert told(taken) == [(Kind.MISSING, "不见"), (Kind.ELSEWHERE, "别处")]
    with pytest.raises(Refusal, match="已经处理"):
        actions.settle_difference(
            taken, by=cast.archivist, difference=misplaced, settlement="x", seen=seen(taken)
        )
    with pytest.raises(Refusal, match="处理结果"):
        actions.settle_difference(
            taken, by=cast.archivist, difference=missing, settlement=" ", seen=seen(taken)
        )
    actions.settle_difference(
        taken, by=cast.second, difference=missing, settlement="在会计部找回", seen=seen(taken)
    )
    assert fresh(taken).state == "settled"
    assert not open_tasks(taken.pk).exists()
    printed = text_of(cast.archivist, taken, "differences").replace("\n", "")
    for words in ("应在未见", "登记在别处", "库位更正为 一号库-A-3", "在会计部找回", "沈佩文"):
        assert words in printed


@pytest.mark.article("R1.1.4")
def test_without_a_difference_the_signature_ends_it(cast: Cast) -> None:
    shelve_old(cast, "在架")
    taken = begun(cast)
    read(taken, cast, "在架")
    close(taken, cast)
    assert (fresh(taken).state, told(taken)) == ("settled", [])
    assert "没有差异" in text_of(cast.archivist, taken, "differences")


@pytest.mark.article("R1.1.4", "R1.3.2.2")
def test_a_volume_lent_or_brought_back_meanwhile_is_judged_at_the_signature(cast: Cast) -> None:
    (volume,) = shelve_old(cast, "在架")
    loan = story.lent(volume, cast)
    taken = begun(cast)
    assert told(taken) == []
    story.take_back(loan, cast)
    assert told(taken) == [(Kind.MISSING, "在架")]


@pytest.mark.article("R1.1.4")
def test_one_stock_take_a_place_and_only_of_a_place_that_holds_something(cast: Cast) -> None:
    shelve_old(cast, "在架")
    taken = begun(cast)
    with pytest.raises(Refusal, match="正在盘点"):
        begun(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        StockTake.objects.filter(pk=taken.pk).update(cabinet="")
    for place in ({"room": "二号库"}, {"cabinet": "", "shelf": "3"}):
        with pytest.raises(Refusal):
            begun(cast, **place)
    with pytest.raises(Refusal, match="档案员"):
        actions.begin_stock_take(by=cast.clerk, room="一号库")
    assert begun(cast, shelf="").place == "一号库-A"
    actions.void_stock_take(taken, by=cast.second, reason="重复", seen=seen(taken))
    assert begun(cast).place == "一号库-A-3"


@pytest.mark.article("R1.1.4")
def test_a_room_is_counted_whole_and_a_box_by_itself(cast: Cast) -> None:
    shelve_old(cast, "甲", box="1")
    shelve_old(cast, "乙", box="2")
    shelve_old(cast, "丙", shelf="9")
    for place, missing in (
        ({"cabinet": "", "shelf": ""}, {"甲", "乙", "丙"}), ({}, {"甲", "乙"}), ({"box": "2"}, {"乙"}),
    ):  # fmt: skip
        assert {name for __, name in told(begun(cast, **place))} == missing


@pytest.mark.article("R1.1.4", "R1.2.15")
def test_who_does_not_keep_the_archives_sees_no_stock_take(cast: Cast) -> None:
    shelve_old(cast, "在架")
    taken = begun(cast)

    def status(person: User, name: str) -> int:
        client = Client()
        client.force_login(person, backend="foundation.people.sign_in.PersonBackend")
        return client.get(reverse(f"archives:{name}", args=[taken.pk])).status_code

    assert {status(one, "stock_take") for one in (cast.handler, cast.clerk, cast.stranger)} == {404}
    assert status(cast.assistant, "stock_take") == 200
    assert status(cast.assistant, "count") == 302  # supervises, does not count
    with pytest.raises(Refusal, match="档案员"):
        actions.read_code(taken, by=cast.assistant, code="在架")


def test_shelves_stand_in_the_order_of_their_numbers(cast: Cast) -> None:
    for shelf in ("10", "2", "1a10", "1a9"):
        shelve_old(cast, f"SH-{shelf}", shelf=shelf)
    client = Client()
    client.force_login(cast.archivist, backend="foundation.people.sign_in.PersonBackend")
    rows = client.get(reverse("archives:places")).context["table"].data.data
    assert [place.shelf for place in rows] == ["1a9", "1a10", "2", "10"]


@pytest.mark.article("R1.1.4")
def test_holdings_are_listed_by_shelf_and_lead_to_their_volumes(cast: Cast) -> None:
    (volume, __) = shelve_old(cast, "甲", "乙")
    shelve_old(cast, "丙", shelf="30")
    story.lent(volume, cast)
    client = Client()
    client.force_login(cast.stranger, backend="foundation.people.sign_in.PersonBackend")
    page = client.get(reverse("archives:places"))
    assert {str(row): (row.volume_count, row.lent_count) for row in page.context["table"].data} == {
        "一号库-A-3": (2, 1), "一号库-A-30": (1, 0),
    }  # fmt: skip
    for text, names in (
        ("一号库-A-3", {"甲", "乙"}),
        ("一号库", {"甲", "乙", "丙"}),
        ("一号", set()),
    ):
        found = client.get(reverse("archives:volumes"), {"place": text}).context["table"].data
        assert {row.archive_no for row in found} == names
    shelve_old(cast, "丁", secrecy=Secrecy.SECRET)
    counted = client.get(reverse("archives:places")).context["table"].data
    assert {row.volume_count for row in counted} == {2, 1}
    taken = begun(cast)
    printed = text_of(cast.archivist, taken, "holdings")
    assert "甲" in printed and "已借出" in printed and "丙" not in printed


@pytest.mark.article("R1.1.4")
def test_the_registered_place_is_corrected_by_an_act_with_its_reason(cast: Cast) -> None:
    (volume,) = shelve_old(cast, "甲")
    there = {"room": "二号库", "cabinet": "B", "shelf": "1"}
    with pytest.raises(Refusal, match="档案员"):
        actions.move_volume(volume, by=cast.clerk, reason="搬库", **there)
    actions.move_volume(volume, by=cast.archivist, reason="搬库", seen=seen(volume), **there)
    assert str(fresh(volume).place) == "二号库-B-1"
    assert "二号库-b-1" in fresh(volume).matter.search_text
    assert fresh(volume).matter.events.last().article == "R1.1.4"
    with pytest.raises(Refusal, match="还没有上架"):
        actions.move_volume(story.volume_of(cast), by=cast.archivist, reason="x", **there)


@pytest.mark.article("R1.1.4")
def test_a_thousand_volumes_are_compared_in_as_many_statements_as_ten(cast: Cast) -> None:
    def statements(count: int, shelf: str) -> int:
        numbers = [f"{shelf}-{number}" for number in range(count)]
        shelve_old(cast, *numbers, shelf=shelf)
        taken = begun(cast, shelf=shelf)
        Reading.objects.bulk_create(
            Reading(stock_take=taken, code=one.archive_no, volume=one, read_by=cast.archivist)
            for one in Volume.objects.filter(place__shelf=shelf)[: count // 2]
        )
        with CaptureQueriesContext(connection) as caught:
            close(taken, cast)
        assert taken.differences.count() == count - count // 2
        return len(caught)

    assert statements(1000, "1") == statements(10, "2")


@pytest.mark.article("R1.1.4", "R1.2.20")
def test_both_labels_scan_and_mean_their_volume(cast: Cast, tmp_path: Path) -> None:
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is missing: apt-get install zbar-tools")
    (volume,) = shelve_old(cast, "XS-2015-C-001", name="年度销售合同与补充协议" * 6)
    printed = print_one(LABELS, volume, by=cast.archivist)
    sheet = picture_of(printed.pdf, tmp_path)
    read = subprocess.run(["zbarimg", "--quiet", "--raw", sheet], capture_output=True, check=True)
    codes = read.stdout.decode().split()
    assert len(codes) == 3, "the sheet's own, the spine's, the box's"
    assert {volume_meant_by(code) for code in codes} == {volume}
