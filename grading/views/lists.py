"""What the lists of this regulation share: their buttons."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import Promise

from foundation.listing.imports.specs import spec
from foundation.listing.pages import ListPage
from foundation.people.access import may_open


class GradingList(ListPage):
    """``enter``: URL name and label of the page for a new row; ``import_code``: its Excel import."""

    template_name = "grading/list.html"
    enter: ClassVar[tuple[str, str | Promise] | None] = None
    import_code: ClassVar[str] = ""

    def extra_context(self, selection: Any) -> dict[str, Any]:
        kind = spec(self.import_code)
        context: dict[str, Any] = {
            "import_code": self.import_code if kind and kind.may_import(self.user) else ""
        }
        if self.enter and may_open(self.user, self.enter[0]):
            context["enter"] = {"url": reverse(self.enter[0]), "label": self.enter[1]}
        return context
