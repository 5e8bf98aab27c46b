"""Large exports and imports run in the background: who does that is told from above.

The work queue (papers) is on this app's own layer, so this app does not know it. The app that
knows both calls ``use`` once at start; without it everything is done within the request.
"""

from typing import Protocol

from foundation.people.models import User


class Background(Protocol):
    """Each call queues the work and answers the address the person is sent to."""

    def export(
        self, list_code: str, *, by: User, query: str, columns: list[str], total: int
    ) -> str: ...

    def dry_run(self, run_id: int, *, by: User) -> str: ...

    def confirm(self, run_id: int, *, by: User, only_good: bool) -> str: ...


_background: Background | None = None


def use(background: Background | None) -> None:
    global _background
    _background = background


def background() -> Background | None:
    return _background
