"""顾客档案表: of a person who attended a company event, written that day, kept by the doctor."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.numbering.series import Series
from foundation.people.models import Department, User
from foundation.process.holders import acts_as_holder
from foundation.process.records import Record, StateField
from foundation.process.steps import step
from health_forms import ciphers, holders
from health_forms.conflicts import conflicts
from health_forms.models.person import Person
from health_forms.models.survey import Survey
from health_forms.scope import FileQuerySet


@track(exclude=("matter",))
class CustomerFile(Record):
    """One per person (R4.2.1). ``made_on`` is the day D of the revisits (R4.2.7)."""

    class State(models.TextChoices):
        TO_WRITE = "to_write", _("待填写")
        WRITTEN = "written", _("待上交")
        HANDED_IN = "handed_in", _("待转交医生")
        KEPT = "kept", _("医生保存")
        CLOSED = "closed", _("已停止回访")
        ERASED = "erased", _("已撤回同意并删除")

    class Event(models.TextChoices):
        SOCIAL = "social", _("联谊会")
        TRIP = "trip", _("旅游")
        MEAL = "meal", _("餐饮")
        OTHER = "other", _("其他活动")

    SPEAKS = (State.TO_WRITE, State.WRITTEN, State.HANDED_IN, State.KEPT, State.CLOSED)
    series: ClassVar[Series] = Series("DA", "DA-{period}-{number:05d}", "%Y%m")
    closed_states = frozenset({State.CLOSED, State.ERASED})

    person = models.OneToOneField(Person, models.PROTECT, related_name="file")
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="files")
    rep = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("满意代表"))
    doctor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("顾服主管医生")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("部门")
    )
    event_kind = models.CharField(_("活动类型"), max_length=8, choices=Event)
    event = models.CharField(_("活动名称"), max_length=100)
    due_on = models.DateField(_("参加活动的最后一天"))
    bought_on = models.DateField(_("首次购买日期"), null=True)
    is_buyer = models.BooleanField(_("购买顾客"), default=False)
    answers = models.TextField(editable=False)
    feedback = models.TextField(editable=False, blank=True)
    state = StateField(_("状态"), default=State.TO_WRITE, choices=State)
    made_on = models.DateField(_("制成日期"), null=True)
    is_late = models.BooleanField(_("逾期填写"), default=False)
    handed_in_at = models.DateTimeField(_("上交时间"), null=True)
    kept_at = models.DateTimeField(_("交医生时间"), null=True)
    ending = models.CharField(_("停止回访的原因"), max_length=10, choices=Person.Ending, blank=True)

    objects: ClassVar[models.Manager[Any]] = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("顾客档案表")
        verbose_name_plural = _("顾客档案表")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("to_write", "erased", "closed")) | Q(made_on__isnull=False),
                name="written_file_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(is_buyer=False) | Q(bought_on__isnull=False),
                name="buyer_bought_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="kept") | Q(doctor__isnull=False), name="kept_by_a_doctor"
            ),
        ]
        indexes = [
            models.Index(fields=["rep", "-matter"], name="file_of_rep"),
            models.Index(fields=["doctor", "-matter"], name="file_of_doctor"),
        ]

    @classmethod
    def page_name(cls) -> str:
        return "file"

    def title(self) -> str:
        """Masked, as of the survey."""
        if self.state == self.State.ERASED:
            return str(_("已删除"))
        return f"{self.person.shown_name} {self.person.district}".strip()

    def owner(self) -> User | None:
        return self.rep

    def responsible_department(self) -> Department | None:
        return self.department

    def may_attach(self, user: User) -> bool:
        return False

    # What it says, and to whom.

    def may_read(self, user: User) -> bool:
        """Whoever has it in hand: the representative until handed in and while it is taken out, the
        manager in between, then the doctor (R4.2.9); others with an opening (R4.2.10)."""
        return self._is_in_hand_of(user) or self.opening_for(user) is not None

    def _is_in_hand_of(self, user: User) -> bool:
        if self.state in (self.State.TO_WRITE, self.State.WRITTEN):
            return acts_as_holder(holders.FILE_REP, self, user)
        if self.state == self.State.HANDED_IN:
            return acts_as_holder(holders.SALES_MANAGER, self, user)
        if self.state != self.State.KEPT:
            return False
        out = self.checkouts.filter(given_back_at=None).first()
        if out is not None and out.by_id == user.pk:
            return True
        return acts_as_holder(holders.FILE_DOCTOR, self, user)

    @property
    def may_be_asked_for(self) -> bool:
        return self.state not in (self.State.TO_WRITE, self.State.ERASED)

    def opening_for(self, user: User) -> Any:
        """The opening that is this reader's and not over."""
        if not self.may_be_asked_for:
            return None
        openings = self.survey.openings.filter(reader=user, purpose="file", state="approved")
        return openings.filter(opens_until__gt=clock.now()).order_by("-opens_until").first()

    def may_contact(self, user: User) -> bool:
        is_live = self.state not in self.closed_states
        return is_live and acts_as_holder(holders.VISITORS, self, user)

    def told(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The survey's answers as they were taken over, then what was written at the event."""
        key = self.person.key
        answers = ciphers.decrypt(key, self.answers)
        parts = [
            (heading, [(q["label"], str(answers.get(q["code"], ""))) for q in questions])
            for heading, questions in self.survey.design.sections()
        ]
        if self.feedback:
            written = ciphers.decrypt(key, self.feedback)
            labels = {"feedback": _("现场反馈"), "needs": _("需求和意向"), "plan": _("跟进打算")}
            told = [(str(label), written[code]) for code, label in labels.items()]
            parts.append((str(_("活动情况")), told))
        return parts

    # Checks.

    def _is_in_place(self) -> list[Any]:
        out = self.checkouts.filter(given_back_at=None).exists()
        return [_("档案表已被调用，须先归还。")] if out else []

    def _is_settled(self) -> list[Any]:
        return [_("本人有几份调查表，答案不一致，请先核定。")] if conflicts(self) else []

    # Steps.

    @step(
        _("填写档案表"), article="R4.2.3", source=State.TO_WRITE, target=State.WRITTEN,
        who=holders.FILE_REP, checks=(_is_settled,),
    )  # fmt: skip
    def write(self, *, by: User) -> None:
        self.made_on = clock.today()
        self.is_late = self.made_on > self.due_on

    @step(
        _("上交销售经理"), article="R4.2.5", source=State.WRITTEN, target=State.HANDED_IN,
        who=holders.FILE_REP,
    )  # fmt: skip
    def hand_in(self, *, by: User) -> None:
        self.handed_in_at = clock.now()

    @step(
        _("转交医生"), article="R4.2.6", source=State.HANDED_IN, target=State.KEPT,
        who=holders.SALES_MANAGER, style="success",
    )  # fmt: skip
    def pass_on(self, *, by: User, doctor: User) -> None:
        self.doctor, self.kept_at = doctor, clock.now()

    @step(
        _("停止回访"), article="R4.2.7", source=[State.WRITTEN, State.HANDED_IN, State.KEPT],
        target=State.CLOSED, who=holders.VISITORS, checks=(_is_in_place,), style="secondary",
    )  # fmt: skip
    def close(self, *, by: User, ending: str) -> None:
        self.ending = ending

    @step(
        _("撤回同意并删除"), article="R4.1.4", target=State.ERASED,
        source=[State.TO_WRITE, State.WRITTEN, State.HANDED_IN, State.KEPT, State.CLOSED],
        who=holders.SERVICE_MANAGER, style="danger",
    )  # fmt: skip
    def erase(self, *, by: User) -> None:
        """With the survey's, see ``actions/withdrawal.py``."""
        self.answers, self.feedback = "", ""

    @property
    def starts_on(self) -> date:
        """The day the schedule counts from (R4.2.7)."""
        assert self.made_on is not None
        return self.made_on
