"""Trips are reimbursed after the archivist has signed (R1.2.3)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from archives import actions, deadlines
from archives.models import Clearance
from foundation.articles import Refusal
from foundation.notifications.models import Notice
from foundation.people.models import RoleGrant, User
from foundation.process.models import open_tasks
from tests.archives.conftest import Cast, new_document, seen
from tests.archives.story import asked, fresh
from tests.archives.test_printouts import text_of


def refused(act: Any, *args: Any, **given: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        act(*args, **given)
    return refusal.value


@pytest.mark.article("R1.2.3")
def test_a_trip_is_paid_out_after_its_documents_are_with_the_archivist(cast: Cast) -> None:
    document = new_document(cast, name="培训资料")
    trip = asked(cast, documents=[document])
    assert trip.number == "CL-2026-0001" and trip.department == cast.sales
    assert open_tasks(trip.pk).get().kind == deadlines.CLEAR.code
    early = refused(actions.reimburse, trip, by=cast.accountant, seen=seen(trip))
    assert early.article == "R1.2.3" and early.missing == ["档案员的签认。"]
    unsigned = refused(actions.clear, trip, by=cast.clerk, seen=seen(trip))
    assert unsigned.article == "R1.2.3" and document.number in unsigned.missing[0]
    actions.collect(document, by=cast.clerk, seen=seen(document))
    actions.clear(trip, by=cast.clerk, seen=seen(trip))
    assert Notice.objects.get(template="archives/cleared").recipient == cast.handler
    stranger = refused(actions.reimburse, trip, by=cast.clerk, seen=seen(trip))
    assert stranger.article == "R1.2.3"
    actions.reimburse(trip, by=cast.accountant, seen=seen(trip))
    trip = fresh(trip)
    assert (trip.state, trip.reimbursed_by) == ("reimbursed", cast.accountant)
    assert not open_tasks(trip.pk).exists() and trip.matter.closed_at
    slip = text_of(cast.accountant, trip, "clearance")
    for words in ("培训资料", "丁小雨", "吴敏", "杭州"):
        assert words in slip


@pytest.mark.article("R1.2.3")
def test_one_brings_documents_or_says_that_nothing_is_worth_filing(cast: Cast) -> None:
    assert refused(asked, cast, nothing_reason=" ").field == "nothing_reason"
    assert refused(asked, cast, returned_on=date(2026, 11, 3)).field == "returned_on"
    assert refused(asked, cast, returned_on=date(2026, 10, 25)).field == "returned_on"
    trip = asked(cast)
    actions.return_clearance(trip, by=cast.clerk, reason="会议手册应归档", seen=seen(trip))
    assert open_tasks(trip.pk).get().kind == deadlines.ADD_MISSING.code
    assert fresh(trip).state == "incomplete"
    document = new_document(cast)
    actions.ask_again(trip, by=cast.handler, documents=[document], seen=seen(trip))
    actions.void(document, by=cast.clerk, reason="重复登记", seen=seen(document))
    missing = refused(actions.clear, trip, by=cast.clerk, seen=seen(trip)).missing
    assert missing == ["移交的文件，或无归档文件的说明。"], "what is void was not handed over"


@pytest.mark.article("R1.2.3")
@pytest.mark.parametrize(
    ("traveller", "clearer"),
    [("handler", "clerk"), ("clerk", "archivist"), ("archivist", "archive_head")],
)
def test_nobody_signs_their_own_trip(cast: Cast, traveller: str, clearer: str) -> None:
    person = getattr(cast, traveller)
    trip = asked(cast, by=person)
    assert refused(actions.clear, trip, by=person, seen=seen(trip)).article == "R1.2.3"
    actions.clear(trip, by=getattr(cast, clearer), seen=seen(trip))
    with pytest.raises(IntegrityError, match="trip_cleared_by_another"), transaction.atomic():
        Clearance.objects.filter(pk=trip.pk).update(cleared_by=person)


@pytest.mark.article("R1.2.3", "R0.separation")
def test_an_accountant_does_not_pay_out_their_own_trip(cast: Cast) -> None:
    trip = asked(cast, by=cast.accountant)
    actions.clear(trip, by=cast.archivist, seen=seen(trip))  # accounting has no archivist
    refusal = refused(actions.reimburse, trip, by=cast.accountant, seen=seen(trip))
    assert refusal.article == "R0.separation"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


@pytest.mark.article("R1.2.3")
def test_the_accountants_list_tells_what_may_be_paid_and_others_see_only_theirs(cast: Cast) -> None:
    cleared, waiting = asked(cast), asked(cast, destination="苏州")
    actions.clear(cleared, by=cast.clerk, seen=seen(cleared))
    address = reverse("archives:clearances")
    accountant = client_of(cast.accountant)
    page = accountant.get(address, {"state": "cleared"}).content.decode()
    assert cleared.number in page and waiting.number not in page
    assert waiting.number in accountant.get(address).content.decode()
    refusal = accountant.post(
        reverse("archives:reimburse", args=[waiting.pk]), {"seen": seen(waiting), "key": "k"}
    )
    assert refusal.status_code == 422 and "档案员的签认" in refusal.content.decode()
    stranger = client_of(cast.stranger)
    assert cleared.number not in stranger.get(address).content.decode()
    assert stranger.get(cleared.get_absolute_url()).status_code == 404


@pytest.mark.article("R1.1.4", "R0.roles")
def test_a_task_is_not_handed_on_to_somebody_who_may_not_see_its_matter(cast: Cast) -> None:
    from archives.kinds import Secrecy
    from foundation.process import approvals

    document = new_document(cast, secrecy=Secrecy.SECRET, category="classified")
    task = open_tasks(document.pk).get()
    for act, given in (
        (approvals.hand_on, {"to": cast.stranger, "reason": "我出差"}),
        (approvals.ask, {"asked": cast.stranger, "text": "齐全吗"}),
    ):
        refusal = refused(act, task, by=cast.clerk, **given)
        assert refusal.article == "R1.2.18" and "田甜" in str(refusal.message)
    RoleGrant.objects.create(user=cast.stranger, group=Group.objects.get(name="archive_room"))
    room = User.objects.get(pk=cast.stranger.pk)
    assert approvals.hand_on(task, by=cast.clerk, to=room, reason="我出差").assignee == room
