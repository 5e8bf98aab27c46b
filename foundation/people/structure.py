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
    own = department.head
    if own is not None and own.pk != not_for and own.is_active:
        return own
    above = Department.objects.filter(pk__in=department.ancestor_ids()).select_related("head")
    for step in sorted(above, key=lambda place: len(place.path), reverse=True):
        if step.head is not None and step.head_id != not_for and step.head.is_active:
            return step.head
    return None
