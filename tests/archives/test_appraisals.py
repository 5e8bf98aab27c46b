"""Appraisal by two, approval, two witnesses; nothing under hold is destroyed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from archives import actions, deadlines, rules
from archives.actions.appraisals import due_for_appraisal
from archives.kinds import Retention
from archives.models import Appraisal, Document, Volume
from foundation import clock as time
from foundation.articles import Refusal
from foundation.duties.generator import open_due
from foundation.duties.models import Duty
from foundation.process.models import open_tasks
from tests.archives import story
from tests.archives.conftest import Cast, seen
from tests.archives.story import fresh
from tests.archives.test_printouts import text_of
from tests.harness.frozen import Clock

YEARS = {"short": 10, "long": 30}


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    return refusal.value


def proposed(cast: Cast, **lists: Any) -> Appraisal:
    return actions.propose_appraisal(by=cast.archivist, reason="已无保存价值", **lists)


@pytest.mark.article("R1.1.4")
@pytest.mark.parametrize(
    ("year", "retention", "ends"),
    [
        (2015, Retention.SHORT, date(2026, 1, 1)),
        (2016, Retention.SHORT, date(2027, 1, 1)),
        (1995, Retention.LONG, date(2026, 1, 1)),
        (1950, Retention.PERMANENT, None),
    ],
)
def test_retention_counts_from_the_first_of_january_after_the_volumes_year(
    year: int, retention: Retention, ends: date | None, cast: Cast
) -> None:
    assert rules.retention_ends_on(year, retention, YEARS) == ends
    volume = story.on_shelf(cast)
    Volume.objects.filter(pk=volume.pk).update(year=year, retention=retention)
    is_due = ends is not None and ends <= time.today()
    assert due_for_appraisal(time.today()).filter(pk=volume.pk).exists() == is_due


@pytest.mark.article("R1.1.3", "R1.1.4", "R0.separation")
def test_a_volume_is_destroyed_after_two_verdicts_the_gm_and_two_witnesses(cast: Cast) -> None:
    volume = story.expired(cast)
    document = volume.documents.get()
    appraisal = proposed(cast, destroy=[volume])
    assert appraisal.number == "JD-2026-001"
    assert open_tasks(appraisal.pk).get().kind == deadlines.APPRAISE.code
    own = refused(actions.agree_appraisal, appraisal, by=cast.archivist, seen=seen(appraisal))
    assert own.article == "R0.separation"
    actions.agree_appraisal(appraisal, by=cast.second, seen=seen(appraisal))
    assert fresh(volume).state == "appraised"
    early = refused(actions.approve_destruction, appraisal, by=cast.manager, seen=seen(appraisal))
    assert early.article == "R1.1.3"
    actions.approve_destruction(appraisal, by=cast.gm, seen=seen(appraisal))
    actions.destroy_volumes(appraisal, by=cast.archivist, seen=seen(appraisal))
    assert fresh(volume).state == "appraised", "not before it was witnessed"
    hands = refused(actions.sign_as_witness, appraisal, by=cast.archivist, seen=seen(appraisal))
    assert hands.article == "R0.separation"
    actions.sign_as_witness(appraisal, by=cast.assistant, seen=seen(appraisal))
    twice = refused(actions.sign_as_witness, appraisal, by=cast.assistant, seen=seen(appraisal))
    assert twice.article == "R0.separation"
    actions.sign_as_witness(appraisal, by=cast.archive_head, seen=seen(appraisal))
    appraisal = fresh(appraisal)
    assert appraisal.state == "done" and not open_tasks(appraisal.pk).exists()
    assert fresh(volume).state == "destroyed" and fresh(document).state == "destroyed"
    assert Document.objects.filter(pk=document.pk).exists(), "the entry stays"
    listed = text_of(cast.archivist, appraisal, "destruction")
    for words in (volume.archive_no, "陈国栋", "方洁", "秦岚", "沈佩文", "许诺"):
        assert words in listed
    with pytest.raises(IntegrityError, match="destruction_seen_by_two"), transaction.atomic():
        Appraisal.objects.filter(pk=appraisal.pk).update(second_witness=cast.assistant)


@pytest.mark.article("R1.1.3")
def test_a_hold_keeps_a_volume_from_being_listed_and_from_being_destroyed(cast: Cast) -> None:
    volume = story.expired(cast)
    assert refused(
        actions.hold, volume, by=cast.archivist, reason="诉讼", seen=seen(volume)
    ).article
    appraisal = proposed(cast, destroy=[volume])
    actions.agree_appraisal(appraisal, by=cast.second, seen=seen(appraisal))
    actions.hold(volume, by=cast.archive_head, reason="诉讼", seen=seen(volume))
    held = refused(actions.approve_destruction, appraisal, by=cast.gm, seen=seen(appraisal))
    assert held.article == "R1.1.3" and "诉讼" in held.missing[0]
    actions.refuse_appraisal(appraisal, by=cast.gm, reason="案件未结", seen=seen(appraisal))
    assert fresh(volume).state == "kept", "back on its shelf"
    again = refused(proposed, cast, destroy=[fresh(volume)])
    assert again.article == "R1.1.4" and again.missing == [volume.archive_no]
    actions.release(volume, by=cast.archive_head, reason="结案", seen=seen(volume))
    assert proposed(cast, keep=[fresh(volume)]).state == "proposed"


@pytest.mark.article("R1.1.4")
def test_what_is_kept_goes_back_and_what_is_not_ended_lent_or_listed_is_refused(
    cast: Cast, clock: Clock
) -> None:
    young, old = story.on_shelf(cast, name="新"), story.expired(cast)
    assert refused(proposed, cast, destroy=[young]).missing == [young.archive_no]
    assert refused(proposed, cast).field == "destroy"
    assert refused(proposed, cast, destroy=[old], keep=[old]).field == "keep"
    stranger = refused(actions.propose_appraisal, by=cast.clerk, destroy=[old], reason="无保存价值")
    assert stranger.article == "R1.1.4"
    appraisal = proposed(cast, keep=[old])
    assert refused(proposed, cast, destroy=[old]).article == "R1.1.4", "one list at a time"
    actions.agree_appraisal(appraisal, by=cast.archive_head, seen=seen(appraisal))
    assert fresh(appraisal).state == "done" and fresh(old).state == "kept"
    assert refused(proposed, cast, destroy=[old]).article == "R1.1.4", "judged this year already"
    clock.set("2027-01-04T09:00")
    lent = story.lent(fresh(old), cast)
    assert refused(proposed, cast, destroy=[fresh(old)]).missing == [old.archive_no]
    story.take_back(lent, cast)
    assert proposed(cast, destroy=[fresh(old)]).state == "proposed"


@pytest.mark.article("R1.1.4")
def test_the_end_of_the_year_starts_an_appraisal_and_proposing_it_ends_the_duty(
    cast: Cast, clock: Clock
) -> None:
    volume = story.expired(cast)
    clock.set("2027-01-04T09:00")
    open_due()
    duty = Duty.objects.get(code=deadlines.APPRAISAL.code)
    assert (duty.period, duty.due_on) == (date(2026, 1, 1), date(2027, 1, 31))
    client = Client()
    client.force_login(cast.archivist, backend="foundation.people.sign_in.PersonBackend")
    address = reverse("archives:propose_appraisal")
    page = client.get(address).content.decode()
    assert page.count(volume.archive_no) == 2, "to be destroyed, or kept"
    typed = {"destroy": [volume.pk], "reason": "期满无价值", "key": "k"}
    answer = client.post(address, typed)
    appraisal = Appraisal.objects.get()
    assert answer.headers["Location"] == appraisal.get_absolute_url()
    assert client.post(address, typed).headers["Location"] == appraisal.get_absolute_url()
    assert Duty.objects.get(pk=duty.pk).state == "done"
    assert volume.archive_no in client.get(appraisal.get_absolute_url()).content.decode()
