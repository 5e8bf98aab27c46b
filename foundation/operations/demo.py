"""The demo people log in with their password alone: who tries the product has no phone set up."""

from typing import Any

from foundation import clock
from foundation.operations.policies import SECOND_FACTOR_ROLES
from foundation.people.models import User
from foundation.policies.models import PolicyValue


def load(stage: Any) -> None:
    PolicyValue.objects.create(
        key=SECOND_FACTOR_ROLES.key,
        value=[],
        applies_from=stage.today,
        approved_by=User.objects.system(),
        approved_at=clock.now(),
    )
