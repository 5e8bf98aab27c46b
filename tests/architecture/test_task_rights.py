"""Whoever holds a task may take the steps it awaits: none that are another's to decide."""

from django.apps import apps

from foundation.process.steps import steps_of
from foundation.process.tasks import kinds

ENDINGS = ("secondary", "danger")  # steps that take back, make void, erase
ANSWERS = {"refuse"}  # the other answer to what the task asks, of whoever it is who decides


def test_no_task_gives_the_right_to_end_what_is_anothers() -> None:
    lent = {
        (declared.code, step.name)
        for declared in kinds().values()
        for step in steps_of(apps.get_model(declared.model))
        if step.name in declared.awaits and step.name not in ANSWERS
        if step.style in ENDINGS and step.who != declared.holder
    }
    assert lent == set(), "they make the task needless: superseded_by"
