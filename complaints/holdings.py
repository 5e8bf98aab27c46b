"""What of a complaint names one person and passes on when they leave."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from complaints.models import Complaint, PreventionAction
from foundation.governance.holdings import Held, Holding, Move, of_records
from foundation.people.models import User

CASES = of_records(
    "complaints.cases", gettext_lazy("承办或主办的投诉"), lambda: Complaint, "case_owner", "handler"
)


def _prevention(person: User) -> list[Held]:
    waiting = PreventionAction.objects.filter(owner=person, done_at=None)
    return [
        Held(
            str(action.pk),
            _("%(number)s 防范措施：%(text)s")
            % {"number": action.complaint.matter.number, "text": action},
            action.complaint.get_absolute_url(),
        )
        for action in waiting.select_related("complaint__matter").order_by("due_on", "pk")
    ]


def _pass_prevention(move: Move) -> None:
    PreventionAction.objects.filter(owner=move.leaver, done_at=None).update(owner=move.successor)


PREVENTION = Holding(
    "complaints.prevention", gettext_lazy("负责的防范措施"), _prevention, _pass_prevention
)
