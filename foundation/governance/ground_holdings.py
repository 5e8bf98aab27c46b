"""What anybody may hold whatever the regulation: tasks, departments, reports, customers."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.customers.models import Customer
from foundation.governance.holdings import Held, Holding, Move
from foundation.governance.models import Handover
from foundation.people.delegation import end_all_of, running_of
from foundation.people.models import Department, User
from foundation.people.roles import GM, holders
from foundation.people.structure import head_of
from foundation.process.models import Task
from foundation.process.reassignment import open_tasks_of, reassign
from foundation.process.tasks import kinds

SHOWN = 200


def _is_of_handover(task: Task) -> bool:
    return task.matter.kind == Handover._meta.label


def _tasks(person: User) -> list[Held]:
    labels = {code: str(declared.label) for code, declared in kinds().items()}
    return [
        Held(
            str(task.pk),
            f"{labels.get(task.kind) or _('征求意见')} · {task.matter}",
            task.matter.get_absolute_url(),
        )
        for task in open_tasks_of(person)
        if not _is_of_handover(task)
    ]


def takers(leaver: User, successor: User) -> list[User]:
    """The successor; where separation of duties bars them, those above the leaver."""
    above = [successor, leaver.supervisor]
    if leaver.department:
        above.append(head_of(leaver.department, not_for=leaver.pk))
    people = [*above, *holders(GM)]
    working = set(User.objects.working().values_list("pk", flat=True))
    return [
        person
        for person in dict.fromkeys(people)
        if person is not None and person.pk in working and person != leaver
    ]


def _pass_tasks(move: Move) -> None:
    reassign(
        move.leaver,
        to=takers(move.leaver, move.successor),
        by=move.by,
        comment=move.comment,
        except_matter=move.handover.pk,
    )


def _departments(person: User) -> list[Held]:
    return [Held(str(place.pk), place.name) for place in Department.objects.filter(head=person)]


def _pass_departments(move: Move) -> None:
    Department.objects.filter(head=move.leaver).update(head=move.successor)


def _reports(person: User) -> list[Held]:
    return [Held(str(one.pk), one.name) for one in User.objects.working().filter(supervisor=person)]


def _pass_reports(move: Move) -> None:
    """A successor who reported to the leaver reports to the leaver's own supervisor from now on."""
    reports = User.objects.filter(supervisor=move.leaver)
    above = move.leaver.supervisor
    reports.filter(pk=move.successor.pk).update(
        supervisor=None if above == move.successor else above
    )
    reports.exclude(pk=move.successor.pk).update(supervisor=move.successor)


def _customers(person: User) -> list[Held]:
    owned = Customer.objects.current().filter(owner=person).order_by("name_pinyin", "pk")
    return [Held(str(one.pk), one.name, one.get_absolute_url()) for one in owned]


def _pass_customers(move: Move) -> None:
    Customer.objects.filter(owner=move.leaver).update(owner=move.successor)


def _delegations(person: User) -> list[Held]:
    running = running_of(person).select_related("delegator", "substitute").order_by("pk")
    return [Held(str(one.pk), f"{one} {one.starts_on} – {one.ends_on}") for one in running]


def _end_delegations(move: Move) -> None:
    end_all_of(move.leaver)


TASKS = Holding("process.tasks", gettext_lazy("未办结的待办"), _tasks, _pass_tasks)
DEPARTMENTS = Holding(
    "people.departments", gettext_lazy("负责的部门"), _departments, _pass_departments
)
REPORTS = Holding("people.reports", gettext_lazy("直接下属"), _reports, _pass_reports)
CUSTOMERS = Holding("customers.owned", gettext_lazy("归属的客户"), _customers, _pass_customers)
DELEGATIONS = Holding(
    "people.delegations", gettext_lazy("委托代理（交接时终止）"), _delegations, _end_delegations
)
