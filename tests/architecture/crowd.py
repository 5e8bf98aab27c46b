"""A company with many rows of everything a page lists, to see what more of them cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from archives import actions as archives
from archives.models import (
    Appraisal,
    Clearance,
    Document,
    DocumentLink,
    Incident,
    Loan,
    Naming,
    Place,
    StockTake,
    Transfer,
    Volume,
)
from complaints import actions, policies
from complaints.figures import STATISTICS
from complaints.models import Complaint, Reply, State
from foundation import clock as time
from foundation.customers.models import Contact
from foundation.customers.register import find_or_register
from foundation.duties.actions import occurrence
from foundation.duties.declarations import Subject
from foundation.duties.models import Duty
from foundation.governance import handover_actions, policy_actions, stock
from foundation.governance.models import Handover, PolicyChange
from foundation.listing.models import ImportRow, ImportRun, SavedFilter
from foundation.monthly.actions import compute_month
from foundation.monthly.declarations import previous_month
from foundation.monthly.models import MonthlyReport
from foundation.notifications.outbox import notify
from foundation.papers.attachments import attach
from foundation.papers.models import Work
from foundation.people.models import Delegation, Department, User
from foundation.people.structure import place
from foundation.process import approvals
from foundation.process.events import log_event
from foundation.process.models import Task
from foundation.process.steps import open_matter
from tests.archives import story as filing
from tests.archives.conftest import Cast as ArchiveCast
from tests.archives.conftest import make_cast as make_archive_cast
from tests.archives.conftest import new_document
from tests.complaints import story
from tests.complaints.conftest import Cast, new_complaint
from tests.grading.crowd import GradingCrowd
from tests.health_forms.crowd import HealthCrowd
from tests.key_accounts.crowd import AccountCrowd
from tests.power_projects.crowd import PowerCrowd
from tests.service_incentives.crowd import ServiceCrowd
from tests.toy.deadlines import REVIEW
from tests.visits.crowd import VisitCrowd

LIST = "complaints.complaints"


@dataclass
class Crowd:
    """One record of each kind whose page is looked at; ``grow`` adds rows to it and around it."""

    cast: Cast
    size: int = 0
    case: Complaint = field(init=False)
    leaver: User = field(init=False)
    change: PolicyChange = field(init=False)
    handover: Handover = field(init=False)
    report: MonthlyReport = field(init=False)
    run: ImportRun = field(init=False)
    service: ServiceCrowd = field(init=False)
    grading: GradingCrowd = field(init=False)
    visits: VisitCrowd = field(init=False)
    health: HealthCrowd = field(init=False)
    power: PowerCrowd = field(init=False)
    accounts: AccountCrowd = field(init=False)
    duty: Duty = field(init=False)
    archive_cast: ArchiveCast = field(init=False)
    volume: Volume = field(init=False)
    document: Document = field(init=False)
    transfer: Transfer = field(init=False)
    clearance: Clearance = field(init=False)
    naming: Naming = field(init=False)
    loan: Loan = field(init=False)
    incident: Incident = field(init=False)
    appraisal: Appraisal = field(init=False)
    stock_take: StockTake = field(init=False)

    def __post_init__(self) -> None:
        cast = self.cast
        self.case = story.bring_to(new_complaint(cast, goods="冰箱"), State.AWAITING_GM, cast)
        self.change = policy_actions.propose(
            policies.REOPENING_DAYS, by=cast.admin_hr, value="20", reason="太长",
            applies_from=time.today() + timedelta(days=3),
        )  # fmt: skip
        self.leaver = User.objects.create_user("leaver", "离职人", department=cast.works)
        self.handover = handover_actions.begin(
            by=cast.admin_hr, leaver=self.leaver, successor=cast.head, last_day=time.today()
        )
        self.report = compute_month(STATISTICS, previous_month(time.today()))
        self.duty = self._review(0)
        self.run = ImportRun.objects.create(
            spec_code="customers.customers", file_name="客户.xlsx", uploaded_by=cast.admin_hr,
            state=ImportRun.State.DRY,
        )  # fmt: skip
        self.service = ServiceCrowd()
        self.grading = GradingCrowd()
        self.visits = VisitCrowd()
        self.health = HealthCrowd()
        self.power = PowerCrowd()
        self.accounts = AccountCrowd()
        self._begin_archives()

    def _begin_archives(self) -> None:
        self.archive_cast = make_archive_cast()
        self.volume = filing.volume_of(self.archive_cast)
        self.document = filing.received(self.archive_cast, name="正件")
        self.transfer = self.document.transfers.get()
        filing.put(self.document, self.volume, self.archive_cast)
        self.clearance = filing.asked(self.archive_cast)
        self.naming = archives.name_archivist(
            self.archive_cast.sales,
            by=self.archive_cast.sales_head,
            person=self.archive_cast.colleague,
        )
        self.loan = filing.lent(filing.on_shelf(self.archive_cast), self.archive_cast)
        self.appraisal = filing.proposed(filing.expired(self.archive_cast), self.archive_cast)
        self.stock_take = archives.begin_stock_take(by=self.archive_cast.archivist, room="一号库")
        archives.read_code(self.stock_take, by=self.archive_cast.archivist, code="6901234567892")
        self.incident = filing.incident_of(self.loan, self.archive_cast)

    def person(self, who: str, page: str) -> User:
        """By their name among the people of the page's regulation."""
        casts = {
            "archives": self.archive_cast,
            "grading": self.grading.desk,
            "health_forms": self.health.staff,
            "power_projects": self.power.crew,
            "key_accounts": self.accounts.desk,
            "service_incentives": self.service.crew,
            "visits": self.visits.team,
        }
        found: User = getattr(casts.get(page.partition(":")[0], self.cast), who)
        return found

    def _review(self, number: int) -> Duty:
        """One more occurrence of the toy regulation's recurring duty."""
        period = date(2000 + number // 12, number % 12 + 1, 1)
        return open_matter(
            occurrence(REVIEW, period, Subject()), by=self.cast.admin_hr, article=REVIEW.article,
            label="到期",
        )  # fmt: skip

    def grow(self, size: int) -> None:
        for number in range(self.size, size):
            self._around(number)
            self._on_the_case(number)
            self._beside(number)
            self._in_the_archives(number)
        self.service.grow(range(self.size, size))
        self.grading.grow(range(self.size, size))
        self.visits.grow(range(self.size, size))
        self.health.grow(range(self.size, size))
        self.power.grow(range(self.size, size))
        self.accounts.grow(range(self.size, size))
        self._analyse()
        self.size = size

    def _analyse(self) -> None:
        """Nothing analyses the rows of an open transaction by itself, and unawares the planner
        makes of each act a walk through all of them. On a server where it may not it is refused
        with a warning: then the tests take longer."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _around(self, number: int) -> None:
        """More records, each by its story."""
        cast = self.cast
        state, __ = story.STEPS[number % len(story.STEPS)]
        one = story.bring_to(new_complaint(cast, goods="冰箱"), state, cast)
        Task.objects.filter(matter=one.pk, closed_at=None).update(
            due_on=time.today() - timedelta(days=number % 3)
        )
        people = [cast.service, cast.admin_hr, cast.gm]
        approvals.send_copy(one, by=cast.clerk, to=people)
        notify(
            people, template="process/copied", context={"number": one.number, "by": "高飞"},
            url=one.matter.get_absolute_url(), dedupe=f"crowd:{number}",
        )  # fmt: skip

    def _on_the_case(self, number: int) -> None:
        """A longer history of the one complaint, change, handover."""
        cast, case = self.cast, self.case
        log_event(case.matter, "edit", by=cast.clerk, label="修改", comment=f"第 {number} 次")
        Reply.objects.create(
            complaint=case, round=1, mode="oral", at=time.now(), content="已联系", reached=False,
            replied_by=cast.service,
        )  # fmt: skip
        attach(case.matter, by=cast.clerk, file=SimpleUploadedFile(f"{number}.txt", b"a receipt"))
        actions.plan_prevention(
            case, by=cast.admin_hr, text=f"措施 {number}", owner=cast.engineer, due_on=time.today()
        )
        log_event(self.change.matter, "edit", by=cast.admin_hr, label="修改")
        log_event(self.duty.matter, "edit", by=cast.admin_hr, label="修改")
        self._review(number + 1)
        stock.add_thing(self.handover, by=cast.head, label=f"钥匙 {number}")

    def _beside(self, number: int) -> None:
        """More of what stands in selections and registers."""
        cast = self.cast
        customer = find_or_register(
            by=cast.service, name=f"客户 {number}", phone=f"138{number:08d}", kind="consumer"
        )
        Contact.objects.create(customer=customer, name="联系人")
        department = place(Department(code=f"D{number}", name=f"部门 {number}"), under=cast.works)
        User.objects.create_user(f"staff{number}", f"员工 {number}", department=department)
        Delegation.objects.create(
            delegator=cast.admin_hr, substitute=cast.gm, starts_on=time.today() - timedelta(days=9),
            ends_on=time.today() - timedelta(days=8 - number % 3), reason=f"出差 {number}",
        )  # fmt: skip
        SavedFilter.objects.create(owner=cast.service, list_code=LIST, name=f"筛选 {number}")
        Work.objects.create(
            kind="papers.bulk_print", owner=cast.service, state=Work.State.CANCELLED
        )
        ImportRow.objects.create(
            run=self.run, line=number + 2, outcome=ImportRow.Outcome.ERROR,
            cells={"name": ""}, errors={"name": ["必填"]},
        )  # fmt: skip

    def _in_the_archives(self, number: int) -> None:
        """More in the volume, on the document, on the receipt, in the scheme."""
        cast = self.archive_cast
        inside = self._inside(number)
        self.transfer.items.create(document=new_document(cast))
        archives.add_clause(
            self.volume.clause.scheme, by=cast.archivist, number=f"9.{number}", title="其他",
            retention=1,
        )  # fmt: skip
        filing.volume_of(cast)
        filing.asked(cast)
        self.clearance.documents.add(inside)
        newcomer = User.objects.create_user(f"r1-{number}", "新人", department=cast.sales)
        archives.name_archivist(cast.sales, by=cast.sales_head, person=newcomer)
        filing.borrowed(self.loan.volume, cast, by=newcomer)
        filing.incident_of(self.loan, cast)
        self.appraisal.items.create(volume=self._expired(), verdict="keep")
        old = self._expired()
        filing.proposed(old, cast)
        read = filing.borrowed(old, cast, by=newcomer)
        Loan.objects.filter(pk=read.pk).update(state="linked")
        Place.objects.create(room=f"{number} 号库", cabinet="A", shelf="1")
        archives.begin_stock_take(by=cast.archivist, room=f"{number} 号库")
        archives.read_code(self.stock_take, by=cast.archivist, code=f"69012345{number:05d}")

    def _inside(self, number: int) -> Document:
        """One more document of the volume, hanging together with the first."""
        cast, first = self.archive_cast, filing.fresh(self.document)
        inside = filing.received(cast, name=f"附件 {number}")
        Document.objects.filter(pk=inside.pk).update(
            state=first.state, volume=self.volume, position=number + 2, clause=first.clause
        )
        DocumentLink.objects.create(
            kind="attachment", lead=first, other=inside, made_by=cast.archivist
        )
        return inside

    def _expired(self) -> Volume:
        """Another volume as far as the first one on the appraisal's list."""
        volume = filing.volume_of(self.archive_cast)
        first = self.appraisal.items.all()[0].volume
        same = ("state", "year", "retention", "place", "compiled_by", "checked_by")
        signed = ("has_paper_note_sheet", "has_electronic_note_sheet")
        Volume.objects.filter(pk=volume.pk).update(
            **{name: getattr(first, name) for name in (*same, *signed)}
        )
        return Volume.objects.get(pk=volume.pk)
