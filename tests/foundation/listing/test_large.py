"""What is too large for a page to wait for goes to a worker, who does the very same."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings as django_settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from foundation.customers.models import Customer
from foundation.listing import exporting
from foundation.listing.imports import runs
from foundation.listing.models import ExportLog, ImportRun
from foundation.listing.registry import page_for
from foundation.notifications.models import Notice
from foundation.papers.models import Work
from foundation.papers.work import cancel, perform
from foundation.people.models import User
from tests.foundation.listing.test_export import table
from tests.foundation.listing.test_import import row, workbook
from tests.harness.work import wait_until

Make = Callable[..., list[Customer]]
toy = pytest.mark.urls("tests.foundation.listing.urls")
PAGE = "/toy/customers/"
IMPORT = "/listing/imports/toy.customers/"


@pytest.fixture(autouse=True)
def small_limits(settings: Any, tmp_path: Path) -> None:
    settings.EXPORT_AT_ONCE, settings.IMPORT_AT_ONCE = 5, 2
    settings.MEDIA_ROOT = tmp_path


def send(web: Client, *rows: list[Any], to: str = IMPORT, **shape: Any) -> Any:
    return web.post(to, {"file": ContentFile(workbook(*rows, **shape), name="客户.xlsx")})


def fresh() -> Work:
    return Work.objects.latest("pk")


@toy
@pytest.mark.django_db
def test_a_large_export_is_a_work_with_the_rows_and_columns_shown(
    web: Client, customers: Make
) -> None:
    customers(12)
    web.post(PAGE, {"act": "choose_columns", "columns": ["name"], "rows": "25"})
    asked = PAGE + "?kind=agent&sort=name&export=xlsx"
    response = web.get(asked)
    work = fresh()
    assert (response.status_code, response["Location"]) == (302, work.get_absolute_url())
    assert (work.kind, work.total) == ("listing.export", 6)
    assert web.get(asked)["Location"] == work.get_absolute_url(), "asked again: the same work"
    assert perform(work.pk)
    work = fresh()
    assert (work.state, work.done, work.summary) == ("done", 6, "客户名册，共 6 行")
    heads, *rows = table(web.get(reverse("papers:result", args=[work.pk])))
    assert heads == ["名称"]
    assert rows == [[f"客户{n:04d}"] for n in range(1, 12, 2)]
    assert ExportLog.objects.get().row_count == 6
    assert "客户名册-" in web.get(work.get_absolute_url()).content.decode()


@toy
@pytest.mark.django_db
def test_a_small_export_is_given_at_once(web: Client, customers: Make) -> None:
    customers(5)
    assert len(table(web.get(PAGE + "?export=xlsx"))) == 6
    assert not Work.objects.exists()


@toy
@pytest.mark.django_db
def test_a_large_import_is_tried_and_done_by_works(web: Client) -> None:
    response = send(web, row(1), row(2), row(3))
    run = ImportRun.objects.get()
    assert response["Location"] == fresh().get_absolute_url()
    assert run.state == "uploaded"
    assert "试导入还没有完成" in web.get(run.get_absolute_url()).content.decode()
    perform(fresh().pk)
    assert fresh().summary == "新增 3，更新 0，未变 0，有错误 0"
    assert run.get_absolute_url() in web.get(fresh().get_absolute_url()).content.decode()
    assert not Customer.objects.exists()
    for __ in range(2):  # pressed twice
        response = web.post(run.get_absolute_url(), {"act": "confirm"})
        assert response["Location"] == fresh().get_absolute_url()
    assert Work.objects.count() == 2
    perform(fresh().pk)
    assert Customer.objects.count() == 3
    assert ImportRun.objects.get().state == "done"
    told = Notice.objects.filter(template="papers/work_done").order_by("pk")
    assert [notice.context["work"] for notice in told] == ["试导入", "导入"]
    response = web.post(run.get_absolute_url(), {"act": "undo"})
    assert response["Location"] == fresh().get_absolute_url()
    perform(fresh().pk)
    assert (ImportRun.objects.get().state, fresh().done) == ("undone", 3)
    assert not Customer.objects.exists()


@toy
@pytest.mark.django_db
def test_a_small_import_is_tried_at_once(web: Client) -> None:
    assert send(web, row(1), row(2))["Location"] == ImportRun.objects.get().get_absolute_url()
    assert not Work.objects.exists()


@toy
@pytest.mark.django_db
def test_a_cancelled_dry_run_leaves_nothing_and_can_be_tried_again(web: Client, wang: User) -> None:
    send(web, row(1), row(2), row(3))
    assert cancel(fresh(), by=wang)
    assert not perform(fresh().pk)
    run = ImportRun.objects.get()
    response = web.post(run.get_absolute_url(), {"act": "try"})
    assert response["Location"] == fresh().get_absolute_url()
    perform(fresh().pk)
    assert ImportRun.objects.get().state == "dry"
    assert Work.objects.count() == 2


@toy
@pytest.mark.django_db
def test_a_work_cancelled_in_the_middle_of_an_import_writes_nothing(
    web: Client, wang: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(web, row(1), row(2), row(3))
    perform(fresh().pk)
    run = ImportRun.objects.get()
    web.post(run.get_absolute_url(), {"act": "confirm"})
    carry_out = runs.carry_out

    def cancelled_meanwhile(*args: Any, **kwargs: Any) -> Any:
        cancel(fresh(), by=wang)
        return carry_out(*args, **kwargs)

    monkeypatch.setattr(runs, "carry_out", cancelled_meanwhile)
    perform(fresh().pk)
    assert fresh().state == "cancelled"
    assert not Customer.objects.exists()
    assert ImportRun.objects.get().state == "dry"


@toy
@pytest.mark.django_db
def test_errors_found_by_the_worker_are_told_and_nothing_is_written(web: Client) -> None:
    send(web, row(1), row(2), row(3, kind="神仙"))
    perform(fresh().pk)
    assert fresh().summary == "新增 2，更新 0，未变 0，有错误 1"
    assert "神仙" in web.get(ImportRun.objects.get().get_absolute_url()).content.decode()
    assert not Customer.objects.exists()


@toy
@pytest.mark.django_db
def test_three_times_the_rows_take_no_more_memory(
    customers: Make, wang: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 100)

    def peak(rows: int) -> int:
        Customer.objects.all().delete()
        customers(rows)
        page = page_for("toy.customers", user=wang, query="")
        tracemalloc.start()
        assert exporting.export(tmp_path / "x.xlsx", page, by=wang) == rows
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is loaded only once
    assert peak(4_500) < peak(1_500) * 1.5


def test_a_real_worker_exports_and_imports_the_customers(
    celery_worker: Any, settings: Any, customers: Make, wang: User, web: Client
) -> None:
    settings.MEDIA_ROOT = django_settings.VAR_DIR / "files"  # where the worker looks
    grant(wang)
    customers(8)
    assert web.get("/customers/?export=xlsx").status_code == 302
    wait_until(lambda: fresh().has_ended, what="the export")
    assert fresh().state == "done", fresh().error
    book = openpyxl.load_workbook(io.BytesIO(fresh().result.read_bytes()))
    assert book.worksheets[0].max_row == 9
    heads = ["名称", "类别", "统一社会信用代码", "电话", "邮箱"]
    rows = [row(number)[:5] for number in range(20, 24)]
    response = send(web, *rows, to="/listing/imports/customers.customers/", heads=heads)
    assert response.status_code == 302, response.content.decode()
    wait_until(lambda: fresh().has_ended, what="the dry run")
    web.post(ImportRun.objects.get().get_absolute_url(), {"act": "confirm"})
    wait_until(lambda: fresh().kind == "listing.import" and fresh().has_ended, what="the import")
    assert (ImportRun.objects.get().state, Customer.objects.count()) == ("done", 12)


def grant(user: User) -> None:
    from django.contrib.auth.models import Group

    from foundation.people.models import RoleGrant

    RoleGrant.objects.create(user=user, group=Group.objects.get(name="admin_hr"))
