"""Forms of the acts every task and matter allows: hand on, ask, answer, urge, take back, copy."""

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.articles import Refusal
from foundation.desk.person_field import PeopleField, PersonField
from foundation.desk.record_pages import whole_number
from foundation.people.models import User
from foundation.process import approvals
from foundation.process.models import Matter, Task


def _text(label: Any, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 4}))


class HandOnForm(forms.Form):
    to = PersonField(label=gettext_lazy("转给"))
    reason = _text(gettext_lazy("转办理由"))
    wide = ("reason",)


class AskForm(forms.Form):
    asked = PersonField(label=gettext_lazy("征求谁的意见"))
    text = _text(gettext_lazy("问题"))
    wide = ("text",)


class AnswerForm(forms.Form):
    text = _text(gettext_lazy("意见"))
    wide = ("text",)


class UrgeForm(forms.Form):
    comment = _text(gettext_lazy("催办说明（可不填）"), required=False)
    wide = ("comment",)


class TakeBackForm(forms.Form):
    reason = _text(gettext_lazy("撤回理由"))
    wide = ("reason",)


class CopyForm(forms.Form):
    to = PeopleField(label=gettext_lazy("抄送给"))


class MatterPage(View):
    """A form about a matter the person sees; refused, it comes back with everything typed."""

    form_class: ClassVar[type[forms.Form]]
    heading: ClassVar[str | Promise]

    user: User
    matter: Matter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)
        self.find(kwargs["pk"])
        if not self.matter.visible_to(self.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def find(self, pk: int) -> None:
        self.matter = get_object_or_404(Matter, pk=pk)

    def act(self, **given: Any) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.form_class(), seen=str(self.matter.version))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST)
        self.seen = whole_number(request.POST.get("seen"))
        if not form.is_valid():
            return self.show(form, seen=str(self.seen))
        try:
            self.act(**form.cleaned_data)
        except Refusal as refusal:
            if refusal.field in form.fields:
                refusal.show_on(form)
                return self.show(form, seen=str(self.seen))
            return self.show(form, seen=str(self.seen), refusal=refusal)
        messages.success(request, _("已办理：%s。") % self.heading)
        return redirect(self.matter.record().get_absolute_url() if self.still_visible() else "/")

    def still_visible(self) -> bool:
        return self.matter.visible_to(self.user)

    def show(self, form: forms.Form, *, seen: str, **more: Any) -> HttpResponse:
        context = {
            "record": self.matter.record(),
            "matter": self.matter,
            "form": form,
            "heading": self.heading,
            "seen": seen,
            **more,
        }
        status = 422 if form.errors or more else 200
        return render(self.request, "desk/act.html", context, status=status)


class TaskPage(MatterPage):
    task: Task

    def find(self, pk: int) -> None:
        self.task = get_object_or_404(Task.objects.select_related("matter"), pk=pk)
        self.matter = self.task.matter


class HolderPage(TaskPage):
    """An act on a task that waits for a step; a question (加签) is answered by whom it was put to."""

    def find(self, pk: int) -> None:
        super().find(pk)
        if self.task.question_id is not None:
            raise Http404


class HandOn(HolderPage):
    form_class, heading = HandOnForm, gettext_lazy("转办")

    def act(self, **given: Any) -> Any:
        return approvals.hand_on(self.task, by=self.user, **given)


class Ask(HolderPage):
    form_class, heading = AskForm, gettext_lazy("加签征求意见")

    def act(self, **given: Any) -> Any:
        return approvals.ask(self.task, by=self.user, **given)


class Answer(TaskPage):
    form_class, heading = AnswerForm, gettext_lazy("答复征求意见")

    def find(self, pk: int) -> None:
        super().find(pk)
        if self.task.question is None:
            raise Http404

    def act(self, **given: Any) -> Any:
        assert self.task.question is not None
        return approvals.answer(self.task.question, by=self.user, **given)


class Urge(TaskPage):
    form_class, heading = UrgeForm, gettext_lazy("催办")

    def act(self, **given: Any) -> Any:
        return approvals.urge(self.task, by=self.user, **given)


class TakeBack(MatterPage):
    form_class, heading = TakeBackForm, gettext_lazy("撤回")

    def act(self, **given: Any) -> Any:
        return approvals.take_back(self.matter.record(), by=self.user, seen=self.seen, **given)


class SendCopy(MatterPage):
    form_class, heading = CopyForm, gettext_lazy("抄送")

    def act(self, **given: Any) -> Any:
        return approvals.send_copy(self.matter.record(), by=self.user, to=list(given["to"]))
