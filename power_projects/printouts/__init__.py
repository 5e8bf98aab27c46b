"""What of a project is printed: its papers one by one, and the whole as a dossier."""

from power_projects.printouts.dossier import DOSSIER
from power_projects.printouts.sheets import FORMS

__all__ = ["DOSSIER", "FORMS"]
