import time

from django.db import transaction

from foundation.articles import Refusal
from foundation.papers.models import Work
from foundation.papers.progress import Progress
from foundation.papers.work import Result, work_kind
from foundation.people.models import User
from foundation.process.steps import carry_out, open_matter
from tests.toy.models import Note


def write(text: str, *, by: User, reader: User | None = None) -> Note:
    note = Note(text=text, writer=by, reader=reader)
    return open_matter(note, by=by, article="R99.1", label="书写")


def close(note: Note, *, by: User) -> None:
    carry_out(note, Note.close, by=by, seen=None)


@work_kind("toy.count", "数数")
def count(work: Work, progress: Progress) -> Result:
    """Counts to ``to`` with a ``pause`` after each; what an earlier attempt counted stays."""
    counted = work.folder / "counted.txt"
    lines = counted.read_text().split() if counted.exists() else []
    progress.step(len(lines), total=work.params["to"])
    for number in range(len(lines), work.params["to"]):
        with counted.open("a") as file:
            file.write(f"{number}\n")
        progress.step()
        time.sleep(work.params.get("pause", 0))
    return Result(counted, "数数.txt", "text/plain", f"数到 {work.params['to']}")


@work_kind("toy.count_in_one", "一气数完")
def count_in_one(work: Work, progress: Progress) -> Result:
    """Everything in one transaction, as an import does it."""
    with transaction.atomic():
        Note.objects.count()
        return count(work, progress)


@work_kind("toy.refuse", "拒绝")
def refuse(work: Work, progress: Progress) -> Result:
    raise Refusal("R99.1", "第 3 行缺少日期")


@work_kind("toy.break", "出错")
def stumble(work: Work, progress: Progress) -> Result:
    raise ZeroDivisionError
