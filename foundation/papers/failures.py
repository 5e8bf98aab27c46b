"""What goes wrong for a technical reason, told to the person in words. No article forbids it."""


class Failure(Exception):
    """``message`` is for the person; the log has the rest."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
