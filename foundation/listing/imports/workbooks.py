"""Workbooks an import hands out: the template to fill in, and the rows that have errors."""

from typing import IO, Any

from django.utils.translation import gettext as _

from foundation.listing.imports.specs import WHOLE_ROW, ImportSpec
from foundation.listing.models import ImportRow, ImportRun
from foundation.listing.sheets import Workbook


def write_template(target: IO[bytes], kind: ImportSpec) -> None:
    """Heads (a star marks what must be filled), one marked example row, a sheet of notes."""
    heads = [f"{column.label}{'*' if kind.requires(column) else ''}" for column in kind.columns]
    book = Workbook(target, title=str(kind.title), heads=heads)
    example = [str(column.example) for column in kind.columns]
    # The mark is what the reader looks for; the row is skipped even if nobody deletes it.
    book.add_row([_("示例") + "：" + example[0], *example[1:]])
    book.add_notes(_("填写说明"), _notes(kind))
    book.close()


def _notes(kind: ImportSpec) -> list[list[Any]]:
    lines: list[list[Any]] = [[_("列"), _("必填"), _("说明"), _("示例")]]
    for column in kind.columns:
        required = _("是") if kind.requires(column) else _("否")
        lines.append([column.label, required, column.help, column.example])
    marks = _("带 * 的列必须填写；以“示例”开头的行会跳过。")
    return [*lines, [""], *([line] for line in [marks, *general_notes(kind)])]


def general_notes(kind: ImportSpec) -> list[Any]:
    """What holds for the file as a whole: for the template and the page."""
    key = "、".join(kind.label_of(name) for name in kind.key)
    rows = _("最多 %(rows)d 行；公式按其结果导入。") % {"rows": kind.most_rows}
    return [*_recognition(kind, key), rows, *kind.notes]


def _recognition(kind: ImportSpec, key: str) -> list[str]:
    if kind.only_new:
        return [_("按“%(key)s”识别记录：系统中已有的不能再次导入。") % {"key": key}]
    return [
        _("按“%(key)s”识别记录：系统中已有的更新，没有的新增。") % {"key": key},
        _("更新时，空白单元格会清空原有内容；不需要更新的列请整列删除。"),
    ]


def write_errors(target: IO[bytes], run: ImportRun, kind: ImportSpec) -> None:
    """The rows with errors, wrong cells marked, a column that says what is wrong. Ready to
    be put right and sent again: the further columns are ignored then."""
    rows = list(run.rows.filter(outcome=ImportRow.Outcome.ERROR))
    present = set().union(*(row.cells for row in rows)) if rows else set()
    columns = [column for column in kind.columns if column.field in present]
    heads = [*(column.label for column in columns), _("文件行号"), _("错误")]
    book = Workbook(target, title=str(kind.title), heads=heads)
    for row in rows:
        wrong = frozenset(
            place for place, column in enumerate(columns) if column.field in row.errors
        )
        cells = [row.cells.get(column.field, "") for column in columns]
        book.add_row([*cells, row.line, error_text(row, kind)], wrong=wrong)
    book.close()


def error_text(row: ImportRow, kind: ImportSpec) -> str:
    """What is wrong, in the order of the columns; what the whole row lacks comes last."""
    places = [*(column.field for column in kind.columns), WHOLE_ROW]
    return "；".join(
        f"{kind.label_of(field)}：{''.join(row.errors[field])}"
        for field in places
        if field in row.errors
    )
