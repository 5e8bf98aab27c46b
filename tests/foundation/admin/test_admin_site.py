"""The admin site: by role, nothing with a process to be changed, every change refused or told."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.models import Complaint, State
from foundation.history.reading import changes_of
from foundation.listing.models import ExportLog
from foundation.notifications.models import Notice
from foundation.people import roles
from foundation.people.keepers import KeeperAdmin, LedgerAdmin
from foundation.people.models import Department, RoleGrant, User
from foundation.people.structure import place
from foundation.process.models import CalendarDay, Event
from foundation.process.workdays import add_workdays
from key_accounts.models import ProductLine
from tests.complaints import story
from tests.complaints.conftest import Cast, make_cast, new_complaint
from tests.harness.frozen import Clock

pytestmark = pytest.mark.django_db

PAGES = sorted(admin.site._registry.items(), key=lambda one: one[0]._meta.label)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    return client


def person(number: str, *codes: str, **fields: Any) -> User:
    user = User.objects.create_user(number, f"员工{number}", **fields)
    for code in codes:
        RoleGrant.objects.create(user=user, group=Group.objects.get(name=code))
    return user


@pytest.fixture
def keeper(clock: Clock, db: None) -> User:
    return person("K1", "record_keeper")


@pytest.fixture
def technician(clock: Clock, db: None) -> User:
    return person("T1", "system_admin")


def address(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_only_pages_that_name_their_roles_are_there() -> None:
    assert len(PAGES) > 20
    for model, page in PAGES:
        assert isinstance(page, KeeperAdmin), model
        assert page.readers or page.writers, f"{model}: a page for nobody"
    assert {model for model, page in PAGES if page.writers} == {
        User, Department, RoleGrant, CalendarDay, ProductLine,
    }  # fmt: skip


CODES = ["", *sorted(roles.roles())]
SHARE = 8  # whom the site's own door stops asks for every eighth page, each role for others


@pytest.mark.article("R0.roles")
@pytest.mark.parametrize("code", CODES)
def test_every_page_answers_every_role_as_it_declares(clock: Clock, code: str) -> None:
    user = person("W1", *([code] if code else []))
    client = client_of(user)
    enters = code in ("record_keeper", "system_admin")
    assert client.get("/admin/").status_code == (200 if enters else 404)
    wrong = []
    for model, page in PAGES if enters else PAGES[CODES.index(code) % SHARE :: SHARE]:
        looks = code in {role.code for role in (*page.readers, *page.writers)}
        writes = code in {role.code for role in page.writers}
        expected = [200 if looks else 403, 200 if writes else 403] if enters else [404, 404]
        found = [client.get(address(model, name)).status_code for name in ("changelist", "add")]
        if found != expected:
            wrong.append((model._meta.label, found, expected))
    assert wrong == []


def test_the_admin_login_is_the_products_own(db: None) -> None:
    response = Client().get("/admin/login/?next=/admin/")
    assert response["Location"] == "/accounts/login/?next=/admin/"


@pytest.mark.article("R0.roles")
def test_what_has_a_process_is_looked_at_and_never_changed(clock: Clock, db: None) -> None:
    cast = make_cast()
    complaint = story.bring_to(new_complaint(cast), State.INVESTIGATING, cast)
    client = client_of(person("K1", "record_keeper"))
    page = address(Complaint, "change", complaint.pk)
    shown = client.get(page).content.decode()
    assert complaint.get_absolute_url() in shown and "_save" not in shown
    assert client.post(page, {"goods": "别的"}).status_code == 403
    assert (
        client.post(address(Complaint, "delete", complaint.pk), {"post": "yes"}).status_code == 403
    )
    bulk = {"action": "delete_selected", "_selected_action": [complaint.pk], "post": "yes"}
    client.post(address(Complaint, "changelist"), bulk)
    assert Complaint.objects.get().goods == "按摩椅 A3"


def test_the_course_shows_no_word_of_what_the_matters_say(clock: Clock, technician: User) -> None:
    cast = make_cast()
    complaint = new_complaint(cast, goods="秘密商品")
    event = Event.objects.filter(matter=complaint.pk).latest("pk")
    client = client_of(technician)
    for model, page in PAGES:
        if not isinstance(page, LedgerAdmin):
            continue
        text = client.get(address(model, "changelist")).content.decode()
        assert "秘密商品" not in text and "使用三天后" not in text
    assert complaint.number in client.get(address(Event, "changelist")).content.decode()
    assert client.get(address(Event, "change", event.pk)).status_code == 403
    assert client.get(address(Event, "history", event.pk)).status_code == 403


PERSON = {
    "employee_number": "2001", "name": "单晓东", "position": "店员", "email": "shan@example.com",
    "phone": "13800002001", "language": "zh-hans", "hired_on": "2026-11-01", "is_active": "on",
    "grants-TOTAL_FORMS": "0", "grants-INITIAL_FORMS": "0",
}  # fmt: skip


@pytest.mark.article("R0.people")
def test_a_new_person_is_entered_and_sets_a_password_by_mail(
    keeper: User, smtp_sink: Any, client: Client
) -> None:
    office = place(Department(code="40", name="营运部"), under=None)
    sent = PERSON | {"department": str(office.pk)}
    assert client_of(keeper).post(address(User, "add"), sent).status_code == 302
    new = User.objects.get(employee_number="2001")
    assert (new.name_pinyin, new.department, new.account) == ("shan xiao dong", office, "person")
    assert not new.has_usable_password()
    without = sent | {"employee_number": "2002", "email": ""}
    assert client_of(keeper).post(address(User, "add"), without).status_code == 200
    client.post("/accounts/password/reset/", {"email": "shan@example.com"})
    assert [mail["To"] for mail in smtp_sink.messages] == ["shan@example.com"]


@pytest.mark.article("R0.people", "R0.separation")
def test_nobody_enters_what_concerns_themselves(keeper: User) -> None:
    client = client_of(keeper)
    own = client.post(
        address(User, "change", keeper.pk), PERSON | {"employee_number": "K1", "name": "别名"}
    )
    assert "R0.separation" in own.content.decode()
    keeper.refresh_from_db()
    assert keeper.name == "员工K1"
    gm = Group.objects.get(name="gm")
    sent = {"user": keeper.pk, "group": gm.pk, "scope": "company"}
    assert "R0.separation" in client.post(address(RoleGrant, "add"), sent).content.decode()
    assert not RoleGrant.objects.filter(group=gm).exists()
    office = place(Department(code="40", name="营运部"), under=None)
    head = {"code": "40", "name": "营运部", "kind": "office", "head": keeper.pk}
    assert (
        "R0.separation"
        in client.post(address(Department, "change", office.pk), head).content.decode()
    )


@pytest.mark.article("R0.people")
def test_a_role_is_given_told_ended_and_never_rewritten(keeper: User, clock: Clock) -> None:
    client, holder = client_of(keeper), person("2001")
    finance = Group.objects.get(name="finance")
    add = address(RoleGrant, "add")
    without = client.post(add, {"user": holder.pk, "group": finance.pk, "scope": "department"})
    assert "请选择部门" in without.content.decode()
    assert (
        client.post(add, {"user": holder.pk, "group": finance.pk, "scope": "company"}).status_code
        == 302
    )
    given = RoleGrant.objects.get(user=holder)
    told = Notice.objects.get(recipient=holder)
    assert (told.template, told.context["role"]) == ("governance/role_granted", "财务")
    change = address(RoleGrant, "change", given.pk)
    rewritten = {"group": Group.objects.get(name="gm").pk, "until_on": "2026-12-31"}
    assert client.post(change, rewritten).status_code == 302
    given.refresh_from_db()
    assert (given.group, str(given.until_on)) == (finance, "2026-12-31")
    assert client.post(address(RoleGrant, "delete", given.pk), {"post": "yes"}).status_code == 403
    history = client.get(address(RoleGrant, "history", given.pk)).content.decode()
    assert "2026-12-31" in history and keeper.name in history


@pytest.mark.article("R0.people")
def test_a_changed_address_is_told_to_the_old_one(keeper: User) -> None:
    holder = person("2001", email="old@example.com")
    sent = PERSON | {"name": holder.name}
    assert client_of(keeper).post(address(User, "change", holder.pk), sent).status_code == 302
    letter = Notice.objects.get(address="old@example.com")
    assert letter.context["new"] == "shan@example.com"
    (newest, *__) = changes_of(User.objects.get(pk=holder.pk))
    assert newest.by == keeper.name
    assert ("电子邮箱", "old@example.com", "shan@example.com") in newest.fields


@pytest.mark.article("R0.people", "R0.handover")
def test_leaving_is_not_entered_here_and_who_left_stays_out(keeper: User, clock: Clock) -> None:
    holder = person("2001")
    sent = PERSON | {"name": holder.name, "left_on": "2026-11-03"}
    client_of(keeper).post(address(User, "change", holder.pk), sent)
    holder.refresh_from_db()
    assert holder.left_on is None
    User.objects.filter(pk=holder.pk).update(left_on="2026-10-01", hired_on=None, is_active=False)
    again = client_of(keeper).post(address(User, "change", holder.pk), PERSON | {"hired_on": ""})
    assert "已离职" in again.content.decode()
    assert not User.objects.get(pk=holder.pk).is_active


def test_a_department_moves_with_all_below_it_and_never_below_itself(keeper: User) -> None:
    top = place(Department(code="1", name="总公司", kind="company"), under=None)
    middle = place(Department(code="2", name="营运部"), under=top)
    low = place(Department(code="3", name="滨江店"), under=middle)
    client = client_of(keeper)
    sent = {"code": "2", "name": "营运部", "kind": "office", "parent": low.pk}
    page = client.post(address(Department, "change", middle.pk), sent)
    assert "上级部门不能是本部门或其下级" in page.content.decode()
    assert (
        client.post(address(Department, "change", middle.pk), sent | {"parent": ""}).status_code
        == 302
    )
    low.refresh_from_db()
    assert low.path == f"/{middle.pk}/{low.pk}/"


def test_a_working_day_is_entered_and_counts(keeper: User, clock: Clock) -> None:
    friday = date(2026, 11, 6)
    assert add_workdays(friday, 1) == date(2026, 11, 9)
    sent = {"day": "2026-11-07", "works": "on", "note": "盘点"}
    assert client_of(keeper).post(address(CalendarDay, "add"), sent).status_code == 302
    assert add_workdays(friday, 1) == date(2026, 11, 7)


def test_chosen_rows_are_exported_as_the_list_shows_them(keeper: User) -> None:
    holder = person("=2001", "finance")
    client = client_of(keeper)
    chosen = {"action": "export_rows", "_selected_action": [holder.pk, keeper.pk]}
    response = client.post(address(User, "changelist"), chosen)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    heads, *rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values
    assert heads[:3] == ("工号", "姓名", "部门")
    assert {row[0] for row in rows} == {"=2001", "K1"}
    log = ExportLog.objects.get()
    assert (log.list_code, log.row_count, log.user) == ("admin.people.user", 2, keeper)


def test_lists_lead_to_the_excel_import_of_those_who_may(keeper: User, technician: User) -> None:
    for user, offered in ((keeper, True), (technician, False)):
        page = client_of(user).get(address(User, "changelist")).content.decode()
        assert ("/listing/imports/governance.people/" in page) is offered
    assert client_of(keeper).get("/listing/imports/governance.people/").status_code == 200
    assert client_of(technician).get("/listing/imports/governance.people/").status_code == 404


def test_the_first_account_of_an_installation_may_enter_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "horse-battery-17")
    call_command(
        "createsuperuser", employee_number="1", name="首任", interactive=False, verbosity=0
    )
    first = User.objects.get(employee_number="1")
    assert client_of(first).get(address(User, "add")).status_code == 200


def _rows(cast: Cast, count: int) -> None:
    for number in range(count):
        new_complaint(cast, goods=f"商品{number}", what_happened="坏了")
        office = place(Department(code=f"D{number}", name=f"部门{number}"), under=cast.works)
        holder = person(f"R{number}", "finance", department=office, supervisor=cast.head)
        office.head = holder
        office.save()
        CalendarDay.objects.create(day=f"20{30 + number}-01-01", works=True)


@pytest.mark.parametrize("code", ["record_keeper", "system_admin"])
def test_a_list_sends_as_many_statements_for_fifty_rows_as_for_five(
    clock: Clock, db: None, code: str
) -> None:
    cast = make_cast()
    client = client_of(person("W1", code))
    pages = [m for m, p in PAGES if code in {r.code for r in (*p.readers, *p.writers)}]

    def sent() -> dict[str, int]:
        found = {}
        for model in pages:
            client.get(address(model, "changelist"))
            with CaptureQueriesContext(connection) as statements:
                client.get(address(model, "changelist"))
            found[model._meta.label] = len(statements)
        return found

    _rows(cast, 5)
    few = sent()
    for number in range(5, 50):
        person(f"R{number}", "finance", department=cast.works, supervisor=cast.head)
    for number in range(5, 50):
        new_complaint(cast, goods=f"商品{number}")
    assert sent() == few
    assert max(few.values()) <= 12, few
