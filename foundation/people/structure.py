"""Changes to the department tree, and the person answering for a department."""

from foundation.people.models import Department, User


def place(department: Department, *, under: Department | None) -> Department:
    """Save the department below ``under``; the paths of everything below it follow."""
    old = department.path
    department.parent = under
    if department.pk is None:
        department.save()
    department.path = f"{under.path if under else '/'}{department.pk}/"
    department.save(update_fields=["parent", "path"])
    if old and old != department.path:
        moved = list(Department.objects.filter(path__startswith=old).exclude(pk=department.pk))
        for child in moved:
            child.path = department.path + child.path.removeprefix(old)
        Department.objects.bulk_update(moved, ["path"])
    return department


def head_of(department: Department, *, not_for: int | None = None) -> User | None:
    """The head of the department, or of the nearest one above that has a head.

    ``not_for``: the key of the person whose own matter it is; theirs goes one level up.
    """
    if _answers(department, not_for):
        return department.head
    above = Department.objects.filter(pk__in=department.ancestor_ids()).select_related("head")
    nearest_first = sorted(above, key=lambda place: len(place.path), reverse=True)
    return next((place.head for place in nearest_first if _answers(place, not_for)), None)


def _answers(department: Department, not_for: int | None) -> bool:
    head = department.head
    return head is not None and head.pk != not_for and head.is_active
