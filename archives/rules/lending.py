"""Whose approval a loan needs, one after the other, and by which article (R1.3)."""

from __future__ import annotations

from dataclasses import dataclass

from archives.kinds import Approver


@dataclass(frozen=True, slots=True)
class Approval:
    who: Approver
    article: str


def approvals(
    *, is_external: bool, is_own: bool, leaves_room: bool, is_top_secret: bool, by_gm: bool = False
) -> list[Approval]:
    """``is_own``: the borrower's own department keeps the volume. ``leaves_room``: it is taken out,
    copied or lent outside. The general manager asks nobody but who keeps the archives."""
    needed = []
    if is_external:
        needed = [Approval(Approver.KEEPER, "R1.3.2.1"), Approval(Approver.MANAGER, "R1.3.2.1")]
    elif by_gm:
        needed = [Approval(Approver.KEEPER, "R1.3.1.2")]
    elif is_own:
        needed = [Approval(Approver.LEADER, "R1.3.1.1")]
        if leaves_room:
            needed.append(Approval(Approver.KEEPER, "R1.3.2.2"))
    else:
        needed = [Approval(Approver.LEADER, "R1.3.1.2"), Approval(Approver.KEEPER, "R1.3.1.2")]
    if is_top_secret and not by_gm:
        needed.append(Approval(Approver.GM, "R1.2.15"))
    return needed
