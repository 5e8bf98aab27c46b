import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.test import Client

from foundation.articles import Refusal
from foundation.customers.credit_code import check_character
from foundation.customers.models import Contact, Customer
from foundation.listing.imports import runs
from foundation.listing.imports.specs import specs
from foundation.listing.models import ImportRun
from foundation.people.models import User
from tests.foundation.listing import lists

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.listing.urls")]

HEADS = ["名称", "类别", "统一社会信用代码", "电话", "邮箱", "归属人工号"]
Row = list[Any]


def code(number: int) -> str:
    first = f"91310000MA{number:07d}"
    return first + check_character(first)


def workbook(*rows: Row, heads: Row = HEADS, above: tuple[Row, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    assert book.active
    for row in (*above, heads, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(number: int, **changes: Any) -> Row:
    given = {
        "name": f"客户{number}",
        "kind": "代理商",
        "code": code(number),
        "phone": f"1390000{number:04d}",
        "email": None,
        "owner": "E001",
    } | changes
    return list(given.values())


@pytest.fixture
def tried(wang: User, settings: Any, tmp_path: Any) -> Callable[..., ImportRun]:
    settings.MEDIA_ROOT = tmp_path

    def upload(*rows: Row, kind: str = "toy.customers", **shape: Any) -> ImportRun:
        file = ContentFile(workbook(*rows, **shape), name="客户.xlsx")
        return runs.dry_run(runs.upload(specs()[kind], file, by=wang).pk, by=wang)

    return upload


def counts(run: ImportRun) -> tuple[int, ...]:
    return (
        run.created_count,
        run.updated_count,
        run.unchanged_count,
        run.skipped_count,
        run.error_count,
    )


def errors(run: ImportRun) -> dict[int, dict[str, list[str]]]:
    return {row.line: row.errors for row in run.rows.all() if row.errors}


def register(number: int, **fields: Any) -> Customer:
    own = {"name": f"客户{number}", "kind": "agent", "credit_code": code(number)}
    return Customer.objects.create(**own | fields)


def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    register(1, phone="13900000001", owner=wang)
    register(2, phone="1")
    run = tried(row(1), row(2), row(3), [None] * 6, ["示例：x", *row(9)[1:]], row(4, kind="神仙"))
    assert counts(run) == (1, 1, 1, 2, 1)
    assert run.state == "dry"
    assert Customer.objects.count() == 2
    assert Customer.objects.get(credit_code=code(2)).phone == "1"


def test_a_confirmed_import_does_what_the_dry_run_said(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    register(2, phone="1")
    run = tried(row(2), row(3, phone="139-0000 0003"))
    done = runs.confirm(run.pk, by=wang)
    assert counts(done) == counts(run) == (1, 1, 0, 0, 0)
    assert (done.state, done.imported_by) == ("done", wang)
    new = Customer.objects.get(credit_code=code(3))
    assert (new.phone, new.owner, new.kind) == ("13900000003", wang, "agent")
    assert new.name_pinyin  # written by the act, not by the import
    assert len(done.sha256) == 64


def test_importing_the_same_file_again_changes_nothing(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    runs.confirm(tried(row(1), row(2)).pk, by=wang)
    assert counts(tried(row(1), row(2, phone="139 0000 0002"))) == (0, 0, 2, 0, 0)


def test_a_column_that_is_missing_leaves_the_field_and_an_empty_cell_empties_it(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    register(1, phone="13900000001", email="a@example.com", note="旧", owner=wang)
    run = tried(
        ["客户1", "代理商", code(1), None], heads=["名称", "类别", "统一社会信用代码", "电话"]
    )
    runs.confirm(run.pk, by=wang)
    customer = Customer.objects.get()
    assert (customer.phone, customer.email, customer.note) == ("", "a@example.com", "旧")
    assert customer.owner == wang


def test_every_wrong_cell_has_its_message(tried: Callable[..., ImportRun]) -> None:
    register(7)
    Customer.objects.filter(credit_code=code(7)).update(kind="agent")
    run = tried(
        row(1, kind="神仙", email="不是邮箱"),
        row(2, code="913100000000000000"),
        row(3, owner="E999"),
        row(4, name=None),
        row(5, name="禁止的名称"),
        row(6),
        row(6),
        row(8, code=None),
    )
    found = errors(run)
    assert set(found[2]) == {"kind", "email"}, "what can be read is checked beside what can't"
    assert "18 位" in found[3]["credit_code"][0]
    assert "E999" in found[4]["owner"][0]
    assert found[5]["name"] == ["必填。"]
    assert "名称不允许" in found[6]["name"][0]
    assert "第 7 行" in found[8]["credit_code"][0]
    assert found[9]["credit_code"] == ["必填。"]
    assert run.error_count == 7


def test_one_wrong_row_keeps_all_out(tried: Callable[..., ImportRun], wang: User) -> None:
    run = runs.confirm(tried(row(1), row(2, kind="神仙")).pk, by=wang)
    assert run.state == "dry"
    assert errors(run)
    assert not Customer.objects.exists()


def test_what_became_wrong_after_the_dry_run_is_found_when_confirming(
    tried: Callable[..., ImportRun], wang: User, li: User
) -> None:
    run = tried(row(1), row(2, owner="E002"))
    assert run.error_count == 0
    User.objects.filter(pk=li.pk).update(is_active=False)
    run = runs.confirm(run.pk, by=wang)
    assert run.state == "dry"
    assert set(errors(run)) == {3}
    assert not Customer.objects.exists()


def test_only_the_good_rows_where_the_kind_of_import_allows_it(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    whole = tried(row(1), row(2, kind="神仙"))
    with pytest.raises(Refusal):
        runs.confirm(whole.pk, by=wang, only_good=True)
    partial = tried(row(1), row(2, kind="神仙"), kind="toy.partial")
    done = runs.confirm(partial.pk, by=wang, only_good=True)
    assert (done.state, counts(done)) == ("done", (1, 0, 0, 0, 1))
    assert Customer.objects.get().credit_code == code(1)


def test_a_batch_is_created_together_and_each_refused_row_told(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    run = tried(row(1), row(2, name="禁止"), row(3), kind="toy.together")
    assert (counts(run), set(errors(run))) == ((2, 0, 0, 0, 1), {3})
    done = runs.confirm(run.pk, by=wang, only_good=True)
    assert [kept.record_pk for kept in done.rows.filter(outcome="created")] == [
        str(pk) for pk in Customer.objects.order_by("pk").values_list("pk", flat=True)
    ]


def test_where_the_database_refuses_a_batch_the_row_is_found_that_is_to_blame(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    clash = row(3, code=code(1))
    run = tried(row(1), row(2), clash, kind="toy.together")
    assert errors(run) == {4: {"": ["与系统中已有的记录冲突。"]}}
    runs.confirm(run.pk, by=wang, only_good=True)
    assert set(Customer.objects.values_list("name", flat=True)) == {"客户1", "客户2"}


def test_a_sheet_that_breaks_off_is_refused(tried: Callable[..., ImportRun], wang: User) -> None:
    """The archive is whole, its first sheet is not."""
    whole = io.BytesIO(workbook(row(1), row(2)))
    broken = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            cut = name.startswith("xl/worksheets/")
            target.writestr(name, content[: -len(content) // 3] if cut else content)
    file = ContentFile(broken.getvalue(), name="客户.xlsx")
    with pytest.raises(Refusal, match="无法读取"):
        runs.upload(specs()["toy.customers"], file, by=wang)


def test_confirming_twice_imports_once(tried: Callable[..., ImportRun], wang: User) -> None:
    run = tried(row(1))
    first = runs.confirm(run.pk, by=wang)
    Customer.objects.filter(credit_code=code(1)).update(phone="2")
    second = runs.confirm(run.pk, by=wang)
    assert second.imported_at == first.imported_at
    assert Customer.objects.get().phone == "2"


@pytest.mark.article("R0.imports")
def test_an_import_is_undone_as_a_whole(tried: Callable[..., ImportRun], wang: User) -> None:
    old = register(1, name="旧名", name_pinyin="jiu ming", phone="1")
    run = runs.confirm(tried(row(1), row(2)).pk, by=wang)
    undone = runs.undo(run.pk, by=wang)
    assert (undone.state, undone.undone_by) == ("undone", wang)
    again = Customer.objects.get()
    assert (again.pk, again.name, again.name_pinyin, again.phone) == (
        old.pk,
        "旧名",
        "jiu ming",
        "1",
    )
    assert again.owner is None
    assert runs.undo(run.pk, by=wang).undone_at == undone.undone_at


@pytest.mark.parametrize("then", ["edited_new", "edited_old", "linked"])
def test_an_import_something_has_built_on_stays(
    tried: Callable[..., ImportRun], wang: User, then: str
) -> None:
    register(1, phone="1")
    run = runs.confirm(tried(row(1), row(2)).pk, by=wang)
    if then == "linked":
        Contact.objects.create(customer=Customer.objects.get(credit_code=code(2)), name="甲")
    else:
        number = 2 if then == "edited_new" else 1
        Customer.objects.filter(credit_code=code(number)).update(phone="9")
    with pytest.raises(Refusal) as refused:
        runs.undo(run.pk, by=wang)
    assert len(refused.value.missing) == 1
    assert Customer.objects.count() == 2


def test_fields_the_import_did_not_touch_may_change_before_an_undo(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    register(1, phone="1")
    run = runs.confirm(tried(row(1)).pk, by=wang)
    Customer.objects.update(note="后来写的")
    runs.undo(run.pk, by=wang)
    customer = Customer.objects.get()
    assert (customer.phone, customer.note) == ("1", "后来写的")


def test_a_file_changed_on_disk_is_not_imported(
    tried: Callable[..., ImportRun], wang: User
) -> None:
    run = tried(row(1))
    with open(run.file.path, "wb") as file:
        file.write(workbook(row(2)))
    with pytest.raises(Refusal):
        runs.confirm(run.pk, by=wang)


def test_titles_above_the_head_starred_heads_and_further_columns_do_no_harm(
    tried: Callable[..., ImportRun],
) -> None:
    heads = ["名称*", " 类别 ", "统一社会\n信用代码", "电话", "邮箱", "归属人工号", "错误", "电话"]
    run = tried([*row(1), "上次的错误", "2"], heads=heads, above=(["客户登记表"], [None]))
    assert counts(run) == (1, 0, 0, 0, 0)
    assert run.rows.get().line == 4
    assert run.rows.get().after["phone"] == row(1)[3], "of two columns with one name the first"


def upload(web: Client, content: bytes, name: str = "a.xlsx", kind: str = "toy.customers") -> Any:
    file = io.BytesIO(content)
    file.name = name
    return web.post(f"/listing/imports/{kind}/", {"file": file}, follow=True)


def download(web: Client, address: str) -> bytes:
    response: Any = web.get(address)
    return b"".join(response.streaming_content)


@pytest.fixture
def files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no workbook", "表头缺少以下列"),
        (b"\xd0\xcf\x11\xe0\0\0 an old .xls", "不是 .xlsx 或 .csv 文件"),
        (workbook(row(1), heads=["名称", "电话"]), "类别"),
        (workbook(), "没有数据行"),
    ],
)
def test_a_file_that_can_not_be_read_is_refused_beside_the_field(
    web: Client, files: None, content: bytes, message: str
) -> None:
    response = upload(web, content)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not ImportRun.objects.exists()


def test_too_many_rows_are_refused(
    web: Client, files: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists.CustomerImport, "most_rows", 2)
    assert "超过 2 行" in upload(web, workbook(row(1), row(2), row(3))).content.decode()


def test_the_whole_way_in_the_browser(web: Client, files: None) -> None:
    html = upload(web, workbook(row(1), row(2, kind="神仙"))).content.decode()
    assert re.search(r'class="bg-danger-lt">神仙<div class="text-danger">应为以下之一', html)
    assert "确认导入" not in html
    page = upload(web, workbook(row(1), row(2)))
    assert "确认导入" in page.content.decode()
    address = page.redirect_chain[-1][0]
    for _click in range(2):
        html = web.post(address, {"act": "confirm"}, follow=True).content.decode()
    assert "撤销整个导入" in html
    assert Customer.objects.count() == 2
    Customer.objects.filter(credit_code=code(1)).update(phone="9")
    refused = web.post(address, {"act": "undo"})
    assert refused.status_code == 422
    assert "导入后又被修改" in refused.content.decode()
    Customer.objects.filter(credit_code=code(1)).update(phone="13900000001")
    web.post(address, {"act": "undo"})
    assert not Customer.objects.exists()


def test_the_rows_with_errors_come_as_a_workbook_that_can_be_sent_again(
    web: Client, files: None
) -> None:
    page = upload(web, workbook(row(1), row(2, kind="神仙")))
    run = ImportRun.objects.get()
    assert page.status_code == 200
    content = download(web, f"/listing/imports/{run.pk}/errors.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    heads, wrong = sheet.iter_rows(values_only=True)
    assert heads == (*HEADS, "文件行号", "错误")
    assert "类别：应为以下之一" in str(wrong[-1])
    sheet["B2"] = "代理商"
    again = io.BytesIO()
    sheet.parent.save(again)
    upload(web, again.getvalue())
    assert ImportRun.objects.latest("pk").created_count == 1


def test_the_template_can_be_filled_in_and_its_example_is_skipped(web: Client, files: None) -> None:
    content = download(web, "/listing/imports/toy.customers/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["客户", "填写说明"]
    sheet = book["客户"]
    assert sheet["A1"].value == "名称*"
    assert str(sheet["A2"].value).startswith("示例")
    sheet.append(row(1))
    filled = io.BytesIO()
    book.save(filled)
    upload(web, filled.getvalue())
    assert counts(ImportRun.objects.get()) == (1, 0, 0, 1, 0)


def test_who_may_not_import_sees_no_such_page(web: Client, files: None, li: User) -> None:
    upload(web, workbook(row(1)))
    run = ImportRun.objects.get()
    other = Client()
    other.force_login(li, backend="foundation.people.sign_in.PersonBackend")
    for place in (
        "toy.customers/",
        "toy.customers/template.xlsx",
        f"{run.pk}/",
        f"{run.pk}/errors.xlsx",
    ):
        assert other.get(f"/listing/imports/{place}").status_code == 404
    assert other.post(f"/listing/imports/{run.pk}/", {"act": "confirm"}).status_code == 404
    assert "客户" not in other.get("/listing/imports/").content.decode().split("<main")[1]
