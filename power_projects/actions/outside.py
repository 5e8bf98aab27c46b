"""Outside parties: their links, and what they hand in on their page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import write_letter
from foundation.papers.attachments import attach
from foundation.people.models import User
from foundation.process.models import Event
from foundation.process.steps import lock, note
from foundation.process.submissions import once
from power_projects import policies
from power_projects.actions.design import ARTICLE as DESIGN_ARTICLE
from power_projects.actions.design import keep_paper
from power_projects.actions.turn import on_site, tell_intake
from power_projects.actions.works import works_of
from power_projects.models import Firm, OutsideLink, Project
from power_projects.outside import Wanted, wanted

Party = OutsideLink.Party


def address_of(link: OutsideLink) -> str:
    path = reverse("power_projects:outside", args=[link.token])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def issue_link(
    project: Project, *, by: User, party: str, expires_on: date, email: str = "", seen: int,
    key: str | None = None,
) -> Event:  # fmt: skip
    """A page of their own for the customer or the firm they chose; a new one ends the one before."""

    def then(project: Project) -> str:
        latest = clock.today() + timedelta(days=policies.LINK_DAYS.value())
        if not clock.today() <= expires_on <= latest:
            message = _("有效期从今天起，最迟到 %(day)s。")
            raise Refusal("R8.4", message % {"day": latest}, field="expires_on")
        firm = _firm_of(project, party)
        project.links.filter(party=party, revoked_at=None).update(revoked_at=clock.now())
        link = OutsideLink.objects.create(
            project=project, party=party, firm=firm, expires_on=expires_on, made_by=by
        )
        if email:
            _send(link, email)
        return f"{link.get_party_display()} {firm or ''} {expires_on} {email}"

    what = [party, expires_on, email]
    return on_site(project, "issue_link", by=by, seen=seen, key=key, what=what, then=then)


def _firm_of(project: Project, party: str) -> Firm | None:
    if party == Party.CUSTOMER:
        return None
    firm = project.designer if party == Party.DESIGNER else project.contractor
    if firm is None:
        raise Refusal("R8.11", _("客户还没有选定这个单位。"), field="party")
    return firm


def _send(link: OutsideLink, email: str) -> None:
    write_letter(
        email,
        template="power_projects/link",
        context={
            "number": link.project.number,
            "address": address_of(link),
            "until": str(link.expires_on),
        },
        language=get_language() or "zh-hans",
        dedupe=f"power-link:{link.pk}",
    )


def revoke_link(
    project: Project, row: OutsideLink, *, by: User, seen: int, key: str | None = None
) -> Event:
    def then(project: Project) -> str:
        if row.revoked_at is not None:
            raise Refusal("R8.4", _("这个链接已经停用。"))
        row.revoked_at = clock.now()
        row.save()
        return row.get_party_display()

    return on_site(project, "revoke_link", by=by, seen=seen, key=key, what=[row], then=then)


def hand_in(
    link: OutsideLink, *, paper: str, file: UploadedFile[Any], key: str | None = None
) -> Event:
    """By whoever has the link: what is asked for at this stage, and nothing else. The people in
    charge are told; whether it will do, they judge when they take the step it is for."""
    by = User.objects.public()

    def act() -> Event:
        project = lock(link.project)
        asked = wanted(project, link.party).get(paper)
        if asked is None:
            raise Refusal(DESIGN_ARTICLE, _("现在不收这份资料。"), field="paper")
        _keep(project, asked, file, by)
        event = note(
            project, "hand_in", by=by, label=gettext_lazy("外部单位上传资料"), article=asked.article,
            comment=f"{link.firm or project.customer} · {asked.label}",
        )  # fmt: skip
        tell_intake(project, event)
        return event

    return once(act, Event, key=key, by=by, what=["hand_in", link, paper, file.name, file.size])


def _keep(project: Project, asked: Wanted, file: UploadedFile[Any], by: User) -> None:
    if asked.article == DESIGN_ARTICLE:
        keep_paper(project, asked.code, by=by, file=file)
        return
    kept = attach(project.matter, by=by, file=file, purpose=str(asked.label))
    works = works_of(project)
    match asked.code:
        case "schedule":
            works.schedule = kept
        case "application":
            works.supply_application = kept
        case "as_built":
            works.as_built_on = clock.today()
    works.save()
