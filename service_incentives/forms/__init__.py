"""What people fill in."""

from service_incentives.forms.assessments import RoundForm, ScoreFields, ScoreForm, ScoreRowForm
from service_incentives.forms.fields import ProjectField
from service_incentives.forms.findings import FindingForm
from service_incentives.forms.registers import (
    CoefficientForm,
    KindForm,
    PayrollForm,
    PositionForm,
    ProjectForm,
)
from service_incentives.forms.runs import (
    AnswerForm,
    ObjectionForm,
    PayForm,
    PoolForm,
    StartForm,
    TieForm,
)
from service_incentives.forms.sales import (
    ReceiptForm,
    ReceiptRowForm,
    SaleForm,
    SaleRowForm,
    WithdrawForm,
    shares_as_lines,
)
from service_incentives.forms.trips import PaperForm, TripForm, TripRowForm, VoidTripForm

__all__ = [
    "AnswerForm",
    "CoefficientForm",
    "FindingForm",
    "KindForm",
    "ObjectionForm",
    "PaperForm",
    "PayForm",
    "PayrollForm",
    "PoolForm",
    "PositionForm",
    "ProjectField",
    "ProjectForm",
    "ReceiptForm",
    "ReceiptRowForm",
    "RoundForm",
    "SaleForm",
    "SaleRowForm",
    "ScoreFields",
    "ScoreForm",
    "ScoreRowForm",
    "StartForm",
    "TieForm",
    "TripForm",
    "TripRowForm",
    "VoidTripForm",
    "WithdrawForm",
    "shares_as_lines",
]
