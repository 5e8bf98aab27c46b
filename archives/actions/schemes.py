"""The filing scheme of a department and year (R1.2.17)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archives import holders
from archives.models import Clause, FilingScheme
from foundation.articles import Refusal
from foundation.people.models import Department, User
from foundation.process.events import log_event
from foundation.process.holders import only
from foundation.process.models import Event
from foundation.process.steps import carry_out, lock, open_matter, raise_version
from foundation.process.submissions import once

CLAUSE_FACTS = ("number", "title", "category", "retention")


def draft_scheme(
    department: Department,
    *,
    by: User,
    year: int,
    like: FilingScheme | None = None,
    key: str | None = None,
) -> FilingScheme:
    """A scheme for a year, empty or with the clauses of another; one per department and year."""

    def then(scheme: FilingScheme, event: Event) -> None:
        only(holders.SCHEME_AUTHOR, scheme, by, "R1.2.17")
        old = like.clauses.values(*CLAUSE_FACTS) if like else ()
        Clause.objects.bulk_create(Clause(scheme=scheme, **facts) for facts in old)

    def act() -> FilingScheme:
        Department.objects.select_for_update().only("pk").get(pk=department.pk)
        if FilingScheme.objects.filter(department=department, year=year).exists():
            words = {"department": department, "year": year}
            message = _("%(department)s %(year)s 年度已有案卷类目。") % words
            raise Refusal("R1.2.17", message, field="year")
        return open_matter(
            FilingScheme(department=department, year=year, drafted_by=by),
            by=by, article="R1.2.17", label=gettext_lazy("编制类目"), then=then,
        )  # fmt: skip

    what = ["draft_scheme", department, year, like]
    return once(act, FilingScheme, key=key, by=by, what=what)


def copy_last_year(
    scheme: FilingScheme, *, by: User, seen: int | None = None, key: str | None = None
) -> FilingScheme:
    """The next year's scheme with the same clauses, to be revised and adopted."""
    return draft_scheme(scheme.department, by=by, year=scheme.year + 1, like=scheme, key=key)


def add_clause(
    scheme: FilingScheme,
    *,
    by: User,
    number: str,
    title: str,
    retention: int,
    category: str = "",
    seen: int | None = None,
    key: str | None = None,
) -> Clause:
    """A numbered clause; also later in the year, when the work asks for one."""

    def act() -> Clause:
        fresh = _of_author(scheme, by, seen)
        if fresh.clauses.filter(number=number).exists():
            raise Refusal("R1.2.17", _("条款号已经使用。"), field="number")
        clause = Clause.objects.create(
            scheme=fresh, number=number, title=title, retention=retention, category=category
        )
        _log(fresh, "add_clause", by, gettext_lazy("增加条款"), clause)
        return clause

    what = ["add_clause", scheme, number, title, retention, category]
    return once(act, Clause, key=key, by=by, what=what)


def drop_clause(
    scheme: FilingScheme,
    *,
    by: User,
    clause: Clause,
    seen: int | None = None,
    key: str | None = None,
) -> FilingScheme:
    """Only one that nothing is filed under."""

    def act() -> FilingScheme:
        fresh = _of_author(scheme, by, seen)
        if clause.documents.exists() or clause.volumes.exists():
            raise Refusal("R1.2.17", _("条款下已有文件或案卷，不能删除。"), field="clause")
        _log(fresh, "drop_clause", by, gettext_lazy("删除条款"), clause)
        Clause.objects.filter(pk=clause.pk).delete()
        return fresh

    return once(act, FilingScheme, key=key, by=by, what=["drop_clause", scheme, clause])


def _of_author(scheme: FilingScheme, by: User, seen: int | None) -> FilingScheme:
    fresh = lock(scheme, seen=seen)
    only(holders.SCHEME_AUTHOR, fresh, by, "R1.2.17")
    return fresh


def _log(scheme: FilingScheme, name: str, by: User, label: Any, clause: Clause) -> None:
    log_event(scheme.matter, name, by=by, label=label, article="R1.2.17", comment=str(clause))
    raise_version(scheme)


def adopt(scheme: FilingScheme, *, by: User, seen: int, key: str | None = None) -> Event:
    return carry_out(scheme, FilingScheme.adopt, by=by, seen=seen, key=key)
