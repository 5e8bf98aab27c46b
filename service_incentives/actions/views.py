"""Every look at pay is kept."""

from foundation.people.models import User
from service_incentives.models import PayRun, PayView


def note_view(*, by: User, run: PayRun | None, person: User | None, what: str) -> PayView:
    return PayView.objects.create(viewer=by, run=run, person=person, what=what)
