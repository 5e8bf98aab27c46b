"""A sales department that collects surveys, and those who keep and open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from foundation.people.models import Department, User
    from health_forms.actions.surveys import Consent
    from health_forms.models import (
        BlankBatch,
        CustomerFile,
        Meeting,
        Opening,
        Penalty,
        PersonRequest,
        Survey,
    )
    from tests.harness.frozen import Clock


@dataclass
class Staff:
    department: Department
    manager: User
    rep: User
    colleague: User
    supervisor: User
    keeper: User
    doctor: User
    gm: User
    outsider: User


# Attribute, employee number, name, role.
PEOPLE = [
    ("manager", "hman", "罗远", "health_sales_manager"),
    ("rep", "hrep1", "柳青", "satisfaction_representative"),
    ("colleague", "hrep2", "白桦", "satisfaction_representative"),
    ("supervisor", "hsup", "江南", "health_supervisor"),
    ("keeper", "hkeep", "方圆", "customer_service_manager"),
    ("doctor", "hdoc", "苏叶", "service_doctor"),
    ("gm", "hgm", "陈国栋", "gm"),
    ("outsider", "hout", "康宁", ""),
]
SELLERS = ("manager", "rep", "colleague", "supervisor")
SECRET = "糖尿病十年"
ANSWERS = {
    "sex": "女", "born_on": "1956-03-08", "lives_with": "独居", "children": "2",
    "illnesses": SECRET, "pressure": "偏高", "sleep": "一般", "medicines": "二甲双胍",
    "supplements": "—", "call_at": "上午",
}  # fmt: skip
WRITTEN = {"feedback": "听得认真", "needs": "想了解睡眠", "plan": "周四上门"}
WHO = {
    "name": "王秀英", "phone": "13912345678", "district": "鼓楼区", "address": "中山北路 8 号 302",
}  # fmt: skip


def make_staff() -> Staff:
    """The staff; asked again, the same people."""
    from django.contrib.auth.models import Group

    from foundation.people.models import Department, RoleGrant, User
    from foundation.people.structure import place

    if not Department.objects.filter(code="HS").exists():
        company = place(Department(code="HC", name="康健", kind="company"), under=None)
        sales = place(Department(code="HS", name="健康销售部"), under=company)
        for attribute, number, name, role in PEOPLE:
            at = sales if attribute in SELLERS else company
            user = User.objects.create_user(
                number, name, department=at, email=f"{number}@example.com"
            )
            if role:
                RoleGrant.objects.create(user=user, group=Group.objects.get(name=role))
        sales.head = User.objects.get(employee_number="hman")
        sales.save()
        User.objects.filter(department=sales).exclude(pk=sales.head_id).update(
            supervisor=sales.head
        )
    known = {one.employee_number: one for one in User.objects.select_related("department__head")}
    return Staff(
        department=Department.objects.get(code="HS"),
        **{attribute: known[number] for attribute, number, __, __ in PEOPLE},
    )


def agreed(**changes: Any) -> Consent:
    from foundation import clock
    from health_forms.actions.surveys import Consent
    from health_forms.models import FormDesign

    design = FormDesign.objects.first()
    assert design is not None
    given: dict[str, Any] = {"design": design, "at": clock.now(), "mode": "signed", "paper": "T-1"}
    return Consent(**given | changes)


def surveyed(staff: Staff, *, by: User | None = None, **who: str) -> Survey:
    from health_forms import actions

    return actions.take(
        by=by or staff.rep, consent=agreed(), contact=WHO | who, answers=ANSWERS, filled_by="self"
    )


def handed_in(staff: Staff, **given: Any) -> Survey:
    from health_forms import actions

    survey = surveyed(staff, **given)
    actions.hand_in(survey, by=survey.collector, seen=survey.matter.version)
    return fresh(survey)


def proposed(staff: Staff, **given: Any) -> Survey:
    from health_forms import actions

    survey = handed_in(staff, **given)
    actions.propose_all(by=staff.manager)
    return fresh(survey)


def allocated(staff: Staff, **given: Any) -> Survey:
    """This one alone: ``allocate_all`` would take along whatever waits."""
    from foundation.process.steps import carry_out
    from foundation.process.tasks import open_task
    from health_forms import deadlines
    from health_forms.models import Survey

    survey = handed_in(staff, **given)
    own = Survey.objects.filter(pk=survey.pk)
    own.update(proposed_to=survey.collector, principle="collector")
    carry_out(
        fresh(survey), Survey.allocate, by=staff.manager, seen=None,
        then=lambda one, event: open_task(deadlines.SEAL, one, event=event),
    )  # fmt: skip
    return fresh(survey)


def sealed(staff: Staff, **given: Any) -> Survey:
    """As it is in the end, without the way there, which takes most of a test's time."""
    from foundation import clock
    from foundation.process.models import Matter, Task
    from health_forms.models import Survey

    survey = surveyed(staff, **given)
    now, rep = clock.now(), survey.collector
    Survey.objects.filter(pk=survey.pk).update(
        state="sealed", handed_in_at=now, proposed_to=rep, principle="collector", allocated_to=rep,
        allocated_at=now, sealed_by=staff.keeper, sealed_at=now,
    )  # fmt: skip
    Matter.objects.filter(pk=survey.pk).update(state="sealed", closed_at=now)
    Task.objects.filter(matter=survey.pk).update(closed_at=now, closed_by=rep, outcome="done")
    return fresh(survey)


def asked(staff: Staff, survey: Survey | None = None, **changes: Any) -> Opening:
    from health_forms import actions

    given: dict[str, Any] = {"by": staff.doctor, "purpose": "read", "reason": "核对用药"}
    return actions.ask_to_open(survey or sealed(staff), **given | changes)


def opened(staff: Staff, survey: Survey | None = None, **changes: Any) -> Opening:
    from health_forms import actions
    from health_forms.models import Opening

    opening = asked(staff, survey, **changes)
    actions.approve_opening(opening, by=staff.gm, seen=opening.matter.version)
    found: Opening = Opening.objects.for_act().get(pk=opening.pk)
    return found


def attended(staff: Staff, *, bought_on: Any = None, **given: Any) -> CustomerFile:
    from foundation import clock
    from health_forms import actions

    survey = sealed(staff, **given)
    file = actions.attend(
        survey, by=staff.rep, event_kind="trip", event="太湖一日游", attended_on=clock.today(),
        bought_on=bought_on,
    )  # fmt: skip
    return file_now(file)


def written(staff: Staff, **given: Any) -> CustomerFile:
    from health_forms import actions

    file = attended(staff, **given)
    actions.write_file(file, by=staff.rep, written=WRITTEN, seen=file.matter.version)
    return file_now(file)


def given_to_manager(staff: Staff, **given: Any) -> CustomerFile:
    from health_forms import actions

    file = written(staff, **given)
    actions.hand_in_file(file, by=staff.rep, seen=file.matter.version)
    return file_now(file)


def kept(staff: Staff, *, bought_on: Any = None, **given: Any) -> CustomerFile:
    """Likewise; the way there is walked in ``test_files``."""
    from foundation import clock
    from foundation.process.steps import open_matter
    from health_forms import ciphers
    from health_forms.actions.revisits import schedule
    from health_forms.models import CustomerFile

    survey, today = sealed(staff, **given), clock.today()
    file = CustomerFile(
        person=survey.person, survey=survey, rep=staff.rep, doctor=staff.doctor,
        department=staff.department, event_kind="trip", event="太湖一日游", due_on=today,
        bought_on=bought_on, is_buyer=bought_on is not None, answers=survey.answers,
        feedback=ciphers.encrypt(survey.person.key, WRITTEN), state="kept", made_on=today,
        handed_in_at=clock.now(), kept_at=clock.now(),
    )  # fmt: skip
    open_matter(file, by=staff.rep, article="R4.2.1", label="建档")
    schedule(file, start=today)
    return file_now(file)


def taken_out(staff: Staff, file: CustomerFile | None = None) -> CustomerFile:
    from health_forms import actions

    file = file or kept(staff)
    actions.take_out(file, by=staff.rep, seen=file.matter.version)
    return file_now(file)


def penalised(
    staff: Staff, file: CustomerFile | None = None, *, amount: str = "100", by: User | None = None
) -> Penalty:
    from decimal import Decimal

    from health_forms import actions

    penalty = actions.propose_penalty(
        file or kept(staff), by=by or staff.manager, person=staff.rep, kind="loss",
        amount=Decimal(amount), reason="遗失",
    )  # fmt: skip
    return penalty_now(penalty)


def heard(staff: Staff) -> Penalty:
    from health_forms import actions

    penalty = penalised(staff)
    actions.state_case(penalty, by=staff.rep, statement="下雨淋湿", seen=penalty.matter.version)
    return penalty_now(penalty)


def penalty_now(penalty: Penalty) -> Penalty:
    from health_forms.models import Penalty

    found: Penalty = Penalty.objects.for_act().get(pk=penalty.pk)
    return found


def requested(
    staff: Staff, survey: Survey | None = None, *, kind: str = "see", by: User | None = None
) -> PersonRequest:
    from foundation import clock
    from health_forms import actions
    from health_forms.models import PersonRequest

    request = actions.receive_request(
        survey or sealed(staff), by=by or staff.rep, kind=kind, identified_by="回拨电话",
        received_on=clock.today(),
    )  # fmt: skip
    found: PersonRequest = PersonRequest.objects.for_act().get(pk=request.pk)
    return found


def numbered(staff: Staff) -> BlankBatch:
    from health_forms import actions
    from health_forms.models import FormDesign

    design = FormDesign.objects.first()
    assert design is not None
    return actions.number_blanks(by=staff.keeper, design=design, count=3, given_to=staff.rep)


def met(staff: Staff) -> Meeting:
    from foundation import clock
    from health_forms import actions

    return actions.hold_meeting(
        by=staff.manager, held_on=clock.today(), attendees=[staff.doctor], minutes="核对逾期回访"
    )


def file_now(file: CustomerFile) -> CustomerFile:
    from health_forms.models import CustomerFile

    found: CustomerFile = CustomerFile.objects.for_act().get(pk=file.pk)
    return found


def fresh(survey: Survey) -> Survey:
    from health_forms.models import Survey

    found: Survey = Survey.objects.for_act().get(pk=survey.pk)
    return found


def client_of(user: User) -> Client:
    from django.test import Client

    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def found_in_database(text: str) -> list[str]:
    """Tables of any kind, history included, in which a row contains the text."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema='public'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS t WHERE t::text LIKE %s', [f"%{text}%"]
            )
            found += [table] if cursor.fetchone()[0] else []
    return found


@pytest.fixture
def staff(clock: Clock, db: None) -> Staff:
    return make_staff()
