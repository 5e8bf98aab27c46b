"""Forms of the acts every task and matter allows: hand on, ask, answer, urge, take back, copy."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from foundation.desk.person_field import PeopleField, PersonField
from foundation.desk.record_pages import ActForm, ActPage
from foundation.process import approvals
from foundation.process.models import Matter, Task


def _text(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 4}))


class HandOnForm(ActForm):
    to = PersonField(label=gettext_lazy("转给"))
    reason = _text(gettext_lazy("转办理由"))
    wide = ("reason",)


class AskForm(ActForm):
    asked = PersonField(label=gettext_lazy("征求谁的意见"))
    text = _text(gettext_lazy("问题"))
    wide = ("text",)


class AnswerForm(ActForm):
    text = _text(gettext_lazy("意见"))
    wide = ("text",)


class UrgeForm(ActForm):
    comment = _text(gettext_lazy("催办说明（可不填）"), required=False)
    wide = ("comment",)


class TakeBackForm(ActForm):
    reason = _text(gettext_lazy("撤回理由"))
    wide = ("reason",)


class CopyForm(ActForm):
    to = PeopleField(label=gettext_lazy("抄送给"))


class MatterPage(ActPage):
    """A form about a matter the person sees."""

    def find(self, pk: int) -> Any:
        return self.seen_by_person(get_object_or_404(Matter, pk=pk))

    def seen_by_person(self, matter: Matter) -> Any:
        record = matter.record_seen_by(self.user)
        if record is None:
            raise Http404
        return record

    def declared(self) -> None:
        """No step of the record's own life."""

    def may_open(self) -> bool:
        return True

    def target(self, result: Any) -> str:
        matter: Matter = self.record.matter
        return str(self.record.get_absolute_url()) if matter.visible_to(self.user) else "/"


class TaskPage(MatterPage):
    task: Task

    def tasks(self) -> QuerySet[Task]:
        return Task.objects.select_related("matter", "question__asked_by")

    def find(self, pk: int) -> Any:
        self.task = get_object_or_404(self.tasks(), pk=pk)
        return self.seen_by_person(self.task.matter)

    def carry_out(self, form: ActForm, *, seen: int, key: str | None) -> Any:
        return type(self).act(self.task, by=self.user, key=key, **form.cleaned_data)


class HolderPage(TaskPage):
    """An act on a task that waits for a step; a question (加签) is answered by whom it was put to."""

    def tasks(self) -> QuerySet[Task]:
        return super().tasks().filter(question=None)


class HandOn(HolderPage):
    form_class, act, label = HandOnForm, approvals.hand_on, gettext_lazy("转办")


class Ask(HolderPage):
    form_class, act, label = AskForm, approvals.ask, gettext_lazy("加签征求意见")


class Answer(TaskPage):
    form_class, label = AnswerForm, gettext_lazy("答复征求意见")

    def tasks(self) -> QuerySet[Task]:
        return super().tasks().exclude(question=None)

    def carry_out(self, form: ActForm, *, seen: int, key: str | None) -> Any:
        assert self.task.question is not None
        return approvals.answer(self.task.question, by=self.user, key=key, **form.cleaned_data)


class Urge(TaskPage):
    form_class, act, label = UrgeForm, approvals.urge, gettext_lazy("催办")


class TakeBack(MatterPage):
    form_class, act, label = TakeBackForm, approvals.take_back, gettext_lazy("撤回")


class SendCopy(MatterPage):
    form_class, label = CopyForm, gettext_lazy("抄送")

    def carry_out(self, form: ActForm, *, seen: int, key: str | None) -> Any:
        people = list(form.cleaned_data["to"])
        return approvals.send_copy(self.record, by=self.user, key=key, to=people)
