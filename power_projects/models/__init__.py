"""The records of regulation 8: areas, firms with certificates, the project with what hangs on it."""

from power_projects.models.area import SupplyArea
from power_projects.models.consultations import Consultation
from power_projects.models.design import Defect, DesignPaper, Examination
from power_projects.models.firm import Certificate, Firm
from power_projects.models.links import OutsideLink
from power_projects.models.plan import SupplyPlan
from power_projects.models.project import Project
from power_projects.models.showing import FirmShowing
from power_projects.models.stages import Stage
from power_projects.models.works import (
    Change,
    ConcealedWork,
    Connection,
    Equipment,
    SiteVisit,
    Works,
)

__all__ = [
    "Certificate", "Change", "ConcealedWork", "Connection", "Consultation", "Defect", "DesignPaper", "Equipment",
    "Examination", "Firm", "FirmShowing", "OutsideLink", "Project", "SiteVisit", "Stage",
    "SupplyArea", "SupplyPlan", "Works",
]  # fmt: skip
