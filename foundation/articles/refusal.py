from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


class Refusal(Exception):
    """An act the regulation does not allow: what is missing, why, and by which article.

    What fails for a technical reason is no refusal: without an article there is nothing to cite.
    ``field`` names the form field the message belongs beside; ``missing`` lists what has to be
    there before the act can be done.
    """

    def __init__(
        self,
        article: str,
        message: "_StrOrPromise",
        *,
        missing: Sequence["_StrOrPromise"] = (),
        field: str | None = None,
    ) -> None:
        if not article:
            raise ValueError(f"a refusal cites an article: {message}")
        super().__init__(article, message)
        self.article = article
        self.message = message
        self.missing = list(missing)
        self.field = field

    def show_on(self, form: Any) -> None:
        """Beside the form's field it names, else above the form; what was typed stays there."""
        field = self.field if self.field in form.fields else None
        form.add_error(field, f"{self.message}（{self.article}）")

    def __str__(self) -> str:
        return f"{self.message} [{self.article}]"
