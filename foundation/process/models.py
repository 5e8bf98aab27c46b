from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.customers.models import Customer
from foundation.history import NO_CHANGE, NO_TRUNCATE, track
from foundation.people.models import Department, User

if TYPE_CHECKING:
    from foundation.process.records import Record


class Matter(models.Model):
    """What every regulation record has one of; tasks, events, papers and prints hang on it."""

    regulation = models.PositiveSmallIntegerField(_("制度"))
    kind = models.CharField(max_length=60)
    number = models.CharField(_("编号"), max_length=40)
    title = models.CharField(_("事项"), max_length=200)
    state = models.CharField(_("状态"), max_length=40)
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", db_index=False
    )
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, related_name="matters")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("登记时间"), default=clock.now)
    closed_at = models.DateTimeField(_("结束时间"), null=True)
    search_text = models.TextField(blank=True)
    search_vector = models.GeneratedField(
        expression=Func(F("search_text"), function="process_bigrams"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects: ClassVar[models.Manager[Matter]] = models.Manager()

    class Meta:
        verbose_name = _("事项")
        verbose_name_plural = _("事项")
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="one_number_a_kind")]
        indexes = [
            GinIndex(fields=["search_vector"], name="matter_search", fastupdate=False),
            models.Index(fields=["opened_by", "-id"], name="matter_opened_by"),
            models.Index(
                fields=["department", "opened_at"],
                include=["closed_at", "regulation"],
                name="matter_of_department",
            ),
            models.Index(fields=["opened_at", "regulation"], name="matter_opened"),
            models.Index(
                fields=["opened_at", "regulation"],
                condition=Q(closed_at=None),
                name="matter_still_open",
            ),
            models.Index(
                fields=["closed_at", "regulation"],
                condition=Q(closed_at__isnull=False),
                name="matter_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """A short stable address (also in the QR code) that leads to the record's page."""
        return reverse("desk:matter", args=[self.pk])

    @property
    def record_model(self) -> type[Record]:
        return cast("type[Record]", apps.get_model(self.kind))

    @property
    def state_label(self) -> str:
        return str(_labels(self.record_model).get(self.state, self.state))

    def record(self) -> Record:
        return cast("Record", self.record_model.objects.for_act().get(pk=self.pk))

    def record_seen_by(self, user: User) -> Record | None:
        visible = self.record_model.objects.visible_to(user)
        return cast("Record | None", visible.for_act().filter(pk=self.pk).first())

    @property
    def page(self) -> str:
        """The address of the record's own page."""
        return self.record_model(matter_id=self.pk).get_absolute_url()

    def visible_to(self, user: User) -> bool:
        return bool(self.record_model.objects.visible_to(user).filter(pk=self.pk).exists())


class Event(models.Model):
    """What happened, by whom, by which article. Append-only: the database refuses the rest."""

    append_only = True

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="events")
    step = models.CharField(max_length=40)
    label = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=20, blank=True)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    comment = models.TextField(blank=True)
    ip = models.GenericIPAddressField(null=True)
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("经过")
        verbose_name_plural = _("经过")
        ordering = ["pk"]
        triggers = [NO_CHANGE, NO_TRUNCATE]

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"


class Task(models.Model):
    """Who must do what by when. Open while ``closed_at`` is empty."""

    class Outcome(models.TextChoices):
        DONE = "done", _("已办")
        HANDED_ON = "handed_on", _("已转办")
        TAKEN_BACK = "taken_back", _("已撤回")
        SUPERSEDED = "superseded", _("不再需要")

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="tasks")
    kind = models.CharField(max_length=60)
    article = models.CharField(max_length=20)
    assignee = models.ForeignKey(User, models.PROTECT, null=True, related_name="tasks")
    role = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    due_on = models.DateField(_("期限"))
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    closing_event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    opening_event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey("Question", models.PROTECT, null=True, related_name="tasks")
    alert_stage = models.PositiveSmallIntegerField(default=0)
    next_alert_on = models.DateField(null=True)
    urged_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("待办")
        verbose_name_plural = _("待办")
        constraints = [
            models.CheckConstraint(
                condition=Q(assignee__isnull=False) | Q(role__isnull=False),
                name="task_has_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="task_closed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["assignee", "due_on", "id"],
                condition=Q(closed_at=None),
                name="open_of_person",
            ),
            models.Index(
                fields=["role", "department", "due_on"],
                condition=Q(closed_at=None, assignee=None),
                name="open_of_role",
            ),
            models.Index(
                fields=["closed_by", "-closed_at"],
                condition=Q(closed_at__isnull=False),
                name="done_by",
            ),
            models.Index(
                fields=["next_alert_on"], condition=Q(closed_at=None), name="open_to_alert"
            ),
            models.Index(
                fields=["due_on"],
                include=["kind", "matter", "assignee", "department"],
                condition=Q(closed_at=None),
                name="open_by_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Question(models.Model):
    """加签: another person's opinion, asked for before the holder decides."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    asked = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("征求意见的问题"))
    answer = models.TextField(_("意见"), blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text[:40]


class Copy(models.Model):
    """抄送: a person who is kept informed of a matter and may read it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="copies")
    person = models.ForeignKey(User, models.PROTECT, related_name="copies")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "matter"], name="one_copy_each")]

    def __str__(self) -> str:
        return f"{self.matter} → {self.person}"


class Submission(models.Model):
    """An idempotency key of a form and what came of it: sent twice, it is done once.

    ``answer`` is the key of the row the act answered with, of the kind the act knows.
    """

    key = models.CharField(max_length=64)
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    answer = models.BigIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="key_used_once")]

    def __str__(self) -> str:
        return self.key


class Violation(models.Model):
    """A duty that was missed, written once when it became late."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="violations")
    task = models.OneToOneField(Task, models.PROTECT, related_name="violation")
    article = models.CharField(max_length=20)
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    found_on = models.DateField()

    class Meta:
        verbose_name = _("逾期记录")
        verbose_name_plural = _("逾期记录")

    def __str__(self) -> str:
        return f"{self.article} {self.found_on}"


@track()
class CalendarDay(models.Model):
    """A day on which the company deviates from the public calendar (调休)."""

    day = models.DateField(_("日期"), unique=True)
    works = models.BooleanField(_("上班"))
    note = models.CharField(_("说明"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("工作日调整")
        verbose_name_plural = _("工作日调整")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}"


@cache
def _labels(model: type[models.Model]) -> dict[str, Any]:
    field: Any = model._meta.get_field("state")
    return dict(getattr(field, "flatchoices", ()))


def state_words(model: type[models.Model]) -> dict[str, str]:
    """State -> the reader's word for it, in the order of a record's life."""
    return {code: str(label) for code, label in _labels(model).items()}


def open_tasks(matter: Matter | int) -> models.QuerySet[Task]:
    return Task.objects.filter(matter=matter, closed_at=None)


def as_json(value: Any) -> Any:
    """For event details: ids for rows, ISO text for dates and decimals."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | set):
        return [as_json(item) for item in value]
    return value if isinstance(value, str | int | bool | type(None)) else str(value)
