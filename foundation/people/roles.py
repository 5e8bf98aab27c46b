"""Roles are Django groups with stable names; who holds one, where, is a ``RoleGrant``."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.people.models import Department, RoleGrant, User

_roles: dict[str, "Role"] = {}


@dataclass(frozen=True, slots=True)
class Role:
    code: str
    label: str | Promise = field(compare=False)

    def __post_init__(self) -> None:
        _roles[self.code] = self

    def __str__(self) -> str:
        return str(self.label)


GM = Role("gm", _("总经理"))
ADMIN_HR = Role("admin_hr", _("行政人事部"))
FINANCE = Role("finance", _("财务"))
SYSTEM_ADMIN = Role("system_admin", _("系统管理员"))
RECORD_KEEPER = Role("record_keeper", _("资料管理员"))


def roles() -> dict[str, Role]:
    return dict(_roles)


def label(code: str) -> str:
    return str(_roles[code].label) if code in _roles else code


@cache
def group_of(role: Role) -> Group:
    """Made by a migration, the same ever after: read once a process."""
    return Group.objects.get(name=role.code)


def load_groups(apps: Any, *codes: str) -> None:
    """For data migrations: the groups these roles are."""
    Group = apps.get_model("auth", "Group")
    for code in codes:
        Group.objects.get_or_create(name=code)


def current_grants() -> QuerySet[RoleGrant]:
    today = clock.today()
    return RoleGrant.objects.filter(
        Q(from_on=None) | Q(from_on__lte=today), Q(until_on=None) | Q(until_on__gte=today)
    )


@dataclass(frozen=True, slots=True)
class Seat:
    """One grant, as the pages need it: a role and the part of the tree it covers."""

    role: str
    group_id: int
    scope: str
    department_id: int | None
    path: str

    def within(self, place: str = "department") -> Q:
        """The rows whose ``place``, a key to a department, the seat covers: as ``covers`` says it."""
        match self.scope:
            case RoleGrant.Scope.COMPANY:
                return Q(**{f"{place}__isnull": False})
            case RoleGrant.Scope.SUBTREE:
                return Q(**{f"{place}__path__startswith": self.path})
        return Q(**{place: self.department_id})

    def departments(self) -> QuerySet[Department]:
        """The same as rows to look a key up in: where many such conditions stand in an OR, a join
        each would be made for every row."""
        match self.scope:
            case RoleGrant.Scope.COMPANY:
                return Department.objects.all()
            case RoleGrant.Scope.SUBTREE:
                return Department.objects.filter(path__startswith=self.path)
        return Department.objects.filter(pk__in=[self.department_id])

    def covers(self, department: Department | None) -> bool:
        if self.scope == RoleGrant.Scope.COMPANY:
            return True
        if department is None:
            return False
        if self.scope == RoleGrant.Scope.SUBTREE:
            return department.path.startswith(self.path)
        return department.pk == self.department_id


def seat_rows(person: Any) -> QuerySet[RoleGrant, dict[str, Any]]:
    """The person's grants of today as JSON, one a row; ``person`` a key or a reference to it."""
    return (
        current_grants()
        .filter(user_id=person)
        .values_list(
            JSONObject(
                role="group__name",
                group_id="group_id",
                scope="scope",
                department_id="department_id",
                path=Coalesce("department__path", Value("")),
            ),
            flat=True,
        )
    )


def with_seats(people: QuerySet[User]) -> QuerySet[User]:
    """People who bring their seats, their department and those they head with them."""
    held = ArraySubquery(seat_rows(OuterRef("pk")))
    led = ArraySubquery(_led_by(OuterRef("pk")))
    return people.select_related("department").annotate(held_seats=held, led_paths=led)


def _led_by(person: Any) -> QuerySet[Department, str]:
    return Department.objects.filter(head=person).values_list("path", flat=True)


def led_paths(user: User) -> list[str]:
    """Where the departments lie that the person is the head of; kept on the user object."""
    paths: list[str] | None = getattr(user, "led_paths", None)
    if paths is None:
        paths = user.__dict__["led_paths"] = list(_led_by(user.pk))
    return paths


def seats(user: User) -> list[Seat]:
    """The user's grants of today, kept on the user object; the person of a page brings the rows."""
    kept: list[Seat] | None = user.__dict__.get("_seats")
    if kept is None:
        rows = getattr(user, "held_seats", None)
        kept = [Seat(**row) for row in (seat_rows(user.pk) if rows is None else rows)]
        user.__dict__["_seats"] = kept
    return kept


def holds(user: User, role: Role, department: Department | None = None) -> bool:
    """Whether the user holds the role for the department (``None``: for any part of the company)."""
    held = [seat for seat in seats(user) if seat.role == role.code]
    if department is None:
        return bool(held)
    return any(seat.covers(department) for seat in held)


def holders(role: Role, department: Department | None = None) -> QuerySet[User]:
    """Working people who hold the role for the department; for ``None``, company-wide only."""
    place = Q(grants__scope=RoleGrant.Scope.COMPANY)
    if department is not None:
        place |= Q(grants__scope=RoleGrant.Scope.DEPARTMENT, grants__department=department)
        place |= Q(
            grants__scope=RoleGrant.Scope.SUBTREE,
            grants__department__in=department.ancestor_ids(),
        )
    today = clock.today()
    return (
        User.objects.working()
        .filter(
            place,
            Q(grants__from_on=None) | Q(grants__from_on__lte=today),
            Q(grants__until_on=None) | Q(grants__until_on__gte=today),
            grants__group__name=role.code,
        )
        .distinct()
    )
