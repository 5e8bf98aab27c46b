"""Background work by real workers: run once, taken up after a kill, stopped on request."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings as django_settings
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from foundation.notifications.models import Notice
from foundation.papers import work as background
from foundation.papers.models import Work
from foundation.papers.progress import LEASE, ClaimLost, Progress, claimable, take
from foundation.papers.work import announce_claimable, cancel, clear_results, enqueue, perform
from foundation.people.models import User
from tests.foundation.papers.cast import People
from tests.harness.work import wait_until

Login = Callable[[User], Client]


@pytest.fixture
def files(settings: Any) -> Path:
    """Where real workers of this run keep their files, too."""
    settings.MEDIA_ROOT = django_settings.VAR_DIR / "files"
    return Path(settings.MEDIA_ROOT)


def count(people: People, to: int = 3, kind: str = "toy.count", **params: Any) -> Work:
    return enqueue(kind, by=people.writer, params={"to": to} | params, total=to)


def expire(work: Work) -> None:
    """As if the time of the lease had gone by."""
    Work.objects.filter(pk=work.pk).update(leased_until=Now() - LEASE)


def fresh(work: Work) -> Work:
    return Work.objects.get(pk=work.pk)


@pytest.mark.django_db
def test_a_work_leaves_its_result_and_tells_its_owner(people: People, as_user: Login) -> None:
    work = count(people)
    assert perform(work.pk)
    done = fresh(work)
    assert (done.state, done.done, done.total, done.summary) == ("done", 3, 3, "数到 3")
    assert [file.name for file in done.folder.iterdir()] == ["result"]
    response = as_user(people.writer).get(reverse("papers:result", args=[work.pk]))
    assert b"".join(response.streaming_content) == b"0\n1\n2\n"  # type: ignore[attr-defined]
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    notice = Notice.objects.get(template="papers/work_done")
    assert (notice.recipient, notice.url) == (people.writer, work.get_absolute_url())
    assert notice.context["work"] == "数数"


@pytest.mark.django_db
def test_a_message_that_comes_twice_runs_the_work_once(people: People) -> None:
    work = count(people)
    assert perform(work.pk)
    assert not perform(work.pk)
    assert fresh(work).attempts == 1
    assert Notice.objects.filter(template="papers/work_done").count() == 1


@pytest.mark.django_db
def test_an_unknown_kind_is_a_mistake_of_the_programmer(people: People) -> None:
    with pytest.raises(LookupError):
        enqueue("toy.unknown", by=people.writer, params={})


@pytest.mark.django_db
def test_a_refusal_reaches_the_owner_in_its_own_words(people: People, as_user: Login) -> None:
    work = enqueue("toy.refuse", by=people.writer, params={})
    perform(work.pk)
    assert (fresh(work).state, fresh(work).error) == ("failed", "第 3 行缺少日期（R99.1）")
    page = as_user(people.writer).get(work.get_absolute_url()).content.decode()
    assert "第 3 行缺少日期" in page
    assert Notice.objects.get().context["succeeded"] is False


@pytest.mark.django_db
def test_a_technical_failure_reaches_the_owner_as_such(
    people: People, as_user: Login, caplog: Any
) -> None:
    params = {"printout": "toy.gone", "matters": [1]}
    work = enqueue("papers.bulk_print", by=people.writer, params=params)
    perform(work.pk)
    page = as_user(people.writer).get(work.get_absolute_url()).content.decode()
    assert "此表单已不存在。这不是制度的限制" in page
    assert "此表单已不存在" in caplog.text
    assert "不是制度的限制" in Notice.objects.get().context["error"]


@pytest.mark.django_db
def test_an_error_is_logged_and_its_details_kept_from_the_page(people: People, caplog: Any) -> None:
    work = enqueue("toy.break", by=people.writer, params={})
    perform(work.pk)
    assert fresh(work).state == "failed"
    assert "ZeroDivisionError" not in fresh(work).error
    assert "ZeroDivisionError" in caplog.text
    assert not work.folder.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["work", "result", "cancel"])
def test_a_work_is_its_owners_alone(people: People, as_user: Login, target: str) -> None:
    work = count(people)
    url = reverse(f"papers:{target}", args=[work.pk])
    client = as_user(people.reader)
    answer = client.post(url) if target == "cancel" else client.get(url)
    assert answer.status_code == 404
    assert not cancel(work, by=people.reader)
    assert fresh(work).state == "waiting"
    assert work not in as_user(people.reader).get(reverse("papers:works")).context["works"]


@pytest.mark.django_db
def test_a_waiting_work_is_cancelled_at_once(people: People, as_user: Login) -> None:
    work = count(people)
    as_user(people.writer).post(reverse("papers:cancel", args=[work.pk]))
    assert fresh(work).state == "cancelled"
    assert not perform(work.pk)


@pytest.mark.django_db
def test_a_finished_work_cannot_be_cancelled(people: People) -> None:
    work = count(people)
    perform(work.pk)
    assert not cancel(work, by=people.writer)
    assert fresh(work).state == "done"


@pytest.mark.django_db
def test_a_work_cancelled_while_its_worker_was_dead_does_not_start_again(people: People) -> None:
    work = count(people)
    assert take(work.pk)
    assert cancel(work, by=people.writer)
    expire(work)
    assert perform(work.pk)
    assert fresh(work).state == "cancelled"
    assert not work.folder.exists()


@pytest.mark.django_db
def test_a_lease_keeps_others_off_until_it_runs_out(people: People) -> None:
    work = count(people)
    assert take(work.pk)
    assert take(work.pk) is None
    assert work not in claimable()
    expire(work)
    assert work in claimable()
    assert take(work.pk)


@pytest.mark.django_db
def test_who_lost_the_claim_writes_nothing_more(people: People) -> None:
    work = count(people, to=5)
    first = take(work.pk)
    assert first is not None
    expire(work)
    second = take(work.pk)
    assert second is not None
    with Progress(*first) as late, pytest.raises(ClaimLost):
        late.step(4)
    assert fresh(work).done == 0
    background._end(first[0], late, Work.State.FAILED, error="迟到")
    assert fresh(work).state == "running"


@pytest.mark.django_db
def test_a_work_that_keeps_killing_its_worker_is_given_up(people: People) -> None:
    work = count(people)
    for _attempt in range(background.MOST_ATTEMPTS):
        assert take(work.pk)
        expire(work)
    assert perform(work.pk)
    assert fresh(work).state == "failed"
    assert "多次中断" in fresh(work).error


@pytest.mark.django_db
def test_a_work_whose_message_was_lost_is_found(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    monkeypatch.setattr(background, "send", lambda work_id: not sent.append(work_id))
    work = count(people)
    assert announce_claimable() == 0
    expire(work)
    assert announce_claimable() == 1
    assert sent == [work.pk]
    assert announce_claimable() == 0


@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_does_not_keep_a_work_from_being_accepted(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as never_answers:
        url = f"redis://127.0.0.1:{never_answers.getsockname()[1]}/0"
        monkeypatch.setattr(current_app.conf, "broker_write_url", url)
        began = time.monotonic()
        work = count(people)
    assert time.monotonic() - began < 2
    assert fresh(work).state == "waiting"


@pytest.mark.django_db
def test_results_are_removed_after_a_week_and_rows_stay(people: People, clock: Any) -> None:
    work = count(people)
    perform(work.pk)
    clock.move(days=6)
    assert clear_results() == 0
    clock.move(days=2)
    assert clear_results() == 1
    assert not work.folder.exists()
    assert (fresh(work).state, fresh(work).result_name) == ("done", "")


@pytest.mark.django_db
def test_the_page_asks_again_only_while_there_is_something_to_come(
    people: People, as_user: Login
) -> None:
    work = count(people)
    client = as_user(people.writer)
    page = client.get(work.get_absolute_url()).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "<progress" in page
    part = client.get(work.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<div")
    assert "<html" not in part
    perform(work.pk)
    part = client.get(work.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert reverse("papers:result", args=[work.pk]) in part
    assert "数数" in client.get(reverse("papers:works")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_the_work(people: People) -> None:
    work = count(people)
    won: list[bool] = []

    def compete() -> None:
        won.append(perform(work.pk))
        connection.close()

    threads = [threading.Thread(target=compete) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 5 + [True]
    assert fresh(work).attempts == 1


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_and_cancelling_works_while_the_work_sits_in_a_transaction(
    people: People,
) -> None:
    work = count(people, to=100, kind="toy.count_in_one", pause=0.1)

    def run() -> None:
        perform(work.pk)
        connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    wait_until(lambda: fresh(work).done > 3, what="progress")
    assert fresh(work).state == "running"
    assert cancel(work, by=people.writer)
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert fresh(work).state == "cancelled"
    assert fresh(work).done < 100


@pytest.fixture
def worker(celery_worker: Any, files: Path) -> Iterator[Any]:
    yield celery_worker


def test_a_real_worker_runs_what_is_enqueued(worker: Any, people: People) -> None:
    work = count(people)
    wait_until(lambda: fresh(work).state == "done", what="the work done")
    assert fresh(work).result.read_text() == "0\n1\n2\n"


def test_a_real_worker_stops_when_the_owner_cancels(worker: Any, people: People) -> None:
    work = count(people, to=1000, pause=0.05)
    wait_until(lambda: fresh(work).done > 0, what="progress")
    assert cancel(work, by=people.writer)
    wait_until(lambda: fresh(work).state == "cancelled", seconds=10, what="the work cancelled")
    # The worker removes the folder after it has committed.
    wait_until(lambda: not work.folder.exists(), seconds=10, what="the folder removed")


def test_a_killed_workers_work_is_taken_up_where_it_was(worker: Any, people: People) -> None:
    work = count(people, to=60, pause=0.05)
    wait_until(lambda: fresh(work).done > 5, what="progress")
    worker.kill()
    left = fresh(work)
    assert left.state == "running"
    counted = len((left.folder / "counted.txt").read_text().split())
    assert 5 < counted < 60
    expire(work)
    worker.start()
    assert announce_claimable() == 1
    wait_until(lambda: fresh(work).state == "done", what="the work resumed")
    assert fresh(work).attempts == 2
    assert fresh(work).result.read_text().split() == [str(number) for number in range(60)]
    assert Notice.objects.filter(template="papers/work_done").count() == 1
