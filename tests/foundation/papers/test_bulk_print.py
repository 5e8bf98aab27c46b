"""Many matters in one file: in order, page numbers of each form its own, logged once."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from foundation.papers import bulk_print
from foundation.papers.bulk_print import print_many
from foundation.papers.models import PrintLog, Work
from foundation.papers.progress import LEASE
from foundation.papers.work import perform
from foundation.people.models import User
from tests.foundation.papers.cast import People
from tests.toy.actions import write
from tests.toy.models import Note
from tests.toy.printouts import ONLY_WRITER, SLIP

pytestmark = [pytest.mark.django_db, pytest.mark.article("R99.2")]

Login = Callable[[User], Client]


@pytest.fixture
def notes(people: People) -> list[Note]:
    texts = [f"第{number}张" + "\n行" * (90 if number == 2 else 1) for number in range(5)]
    return [write(text, by=people.writer, reader=people.reader) for text in texts]


def pages_of(work: Work) -> list[str]:
    pages = PdfReader(io.BytesIO(work.result.read_bytes())).pages
    return ["".join(page.extract_text().split()) for page in pages]


def finished(work: Work) -> Work:
    assert perform(work.pk)
    done = Work.objects.get(pk=work.pk)
    assert done.state == Work.State.DONE, done.error
    return done


def test_forms_follow_in_the_order_asked_for_each_with_its_own_page_numbers(
    people: People, notes: list[Note]
) -> None:
    chosen = [notes[4].pk, notes[2].pk, notes[0].pk]
    done = finished(print_many(SLIP, chosen, by=people.writer))
    pages = pages_of(done)
    assert notes[4].number in pages[0]
    assert "第1页共1页" in pages[0]
    long = len(pages) - 2
    assert long > 1
    for number in range(1, long + 1):
        assert notes[2].number in pages[number]
        assert f"第{number}页共{long}页" in pages[number]
    assert notes[0].number in pages[-1]
    assert done.summary == f"3 份，共 {len(pages)} 页"
    assert done.result_name.startswith("便笺单-")


def test_every_form_of_a_bulk_print_is_logged(people: People, notes: list[Note]) -> None:
    done = finished(print_many(SLIP, [note.pk for note in notes], by=people.writer))
    assert PrintLog.objects.filter(work=done).count() == 5
    for note in notes:
        assert note.matter.events.filter(step="print", actor=people.writer).count() == 1


def test_what_one_may_not_print_is_left_out_and_said_so(people: People, notes: list[Note]) -> None:
    foreign = write("他人的", by=people.stranger)
    done = finished(print_many(SLIP, [notes[0].pk, foreign.pk, 999_999], by=people.writer))
    assert len(pages_of(done)) == 1
    assert "另有 2 份" in done.summary
    assert not PrintLog.objects.filter(matter=foreign.pk).exists()


def test_nothing_one_may_print_is_a_refusal(people: People, notes: list[Note]) -> None:
    work = print_many(ONLY_WRITER, [note.pk for note in notes], by=people.reader)
    perform(work.pk)
    assert Work.objects.get(pk=work.pk).state == Work.State.FAILED


@pytest.mark.parametrize("note_written", [True, False])
def test_a_print_broken_off_goes_on_behind_its_last_chunk(
    people: People, notes: list[Note], monkeypatch: pytest.MonkeyPatch, note_written: bool
) -> None:
    monkeypatch.setattr(bulk_print, "PAGES_A_CHUNK", 1)
    monkeypatch.setattr(bulk_print, "BATCH", 2)
    begun: list[int] = []
    real = bulk_print._print_chunk

    def dies_in_the_second(*args: Any, **more: Any) -> Any:
        begun.append(more["number"])
        if begun == [0, 1]:
            raise KeyboardInterrupt
        return real(*args, **more)

    monkeypatch.setattr(bulk_print, "_print_chunk", dies_in_the_second)
    work = print_many(SLIP, [note.pk for note in notes], by=people.writer)
    with pytest.raises(KeyboardInterrupt):
        perform(work.pk)
    assert PrintLog.objects.filter(work=work).count() == 2
    if not note_written:  # died between the log of a chunk and the note of it
        (work.folder / "chunk-0.json").unlink()
    Work.objects.filter(pk=work.pk).update(leased_until=Now() - LEASE)
    done = finished(work)
    assert begun == ([0, 1, 1, 2] if note_written else [0, 1, 0, 1, 2])
    pages = pages_of(done)
    assert [note.number in "".join(pages) for note in notes] == [True] * 5
    assert sum(notes[0].number in page for page in pages) == 1
    assert PrintLog.objects.filter(work=work).count() == 5
    assert set(PrintLog.objects.values_list("serial", flat=True)) == {1}


def test_the_button_of_a_list_enqueues_what_was_ticked(
    people: People, notes: list[Note], as_user: Login
) -> None:
    url = reverse("papers:print_many", args=["toy.slip"])
    client = as_user(people.writer)
    assert client.get(url).status_code == 405
    response = client.post(url, {"matter": [notes[1].pk, notes[0].pk]})
    work = Work.objects.get()
    assert response["Location"] == work.get_absolute_url()
    assert work.params == {"printout": "toy.slip", "matters": [notes[1].pk, notes[0].pk]}
    assert client.post(reverse("papers:print_many", args=["toy.no"])).status_code == 404
    client.post(url, {"matter": ["x"]})
    assert Work.objects.count() == 1
