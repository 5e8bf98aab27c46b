"""The two pages of every record: itself with what may be done now, and the form of one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.db.models import BooleanField, ExpressionWrapper
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from foundation.articles import Refusal
from foundation.papers.attachments import may_add_to, may_download_from
from foundation.papers.printing import printouts_for
from foundation.people.models import User
from foundation.process.approvals import last_step
from foundation.process.events import last_act
from foundation.process.inboxes import in_inbox_of
from foundation.process.models import Task
from foundation.process.records import Record
from foundation.process.requests import whole_number
from foundation.process.steps import Stale, Step, possible_steps, steps_of
from foundation.process.submissions import is_sent, key_of
from foundation.process.tasks import kind


class RecordView(View):
    """A view about one record the user may see; anything else is 404."""

    model: ClassVar[type[Record]]
    related: ClassVar[tuple[str, ...]] = ()

    user: User
    record: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.record = self.find(kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def find(self, pk: int) -> Any:
        visible = self.model.objects.visible_to(self.user)
        return get_object_or_404(self.whole(visible), pk=pk)

    def whole(self, records: Any) -> Any:
        """The records with everything the page reads of them."""
        return records.select_related("matter", *self.related)


class RecordDetail(RecordView):
    """``act_pages`` names the URL of each step's form; steps without one have no button."""

    template_name: ClassVar[str]
    act_pages: ClassVar[dict[str, str]] = {}

    def extra_context(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        matter = self.record.matter
        tasks = list(
            Task.objects.filter(matter=matter, closed_at=None)
            .annotate(is_mine=ExpressionWrapper(in_inbox_of(self.user), BooleanField()))
            .select_related("assignee__department", "role", "department", "question__asked_by")
            .order_by("due_on", "pk")
        )
        events = list(matter.events.select_related("actor__department", "on_behalf_of"))
        context = {
            "record": self.record,
            "matter": matter,
            "tasks": [task for task in tasks if task.question_id or kind(task.kind).shown],
            "my_tasks": [task for task in tasks if task.is_mine],
            "actions": self.actions(tasks),
            "can_take_back": last_step(self.record, self.user, events) is not None,
            "events": events,
            "attachments": matter.attachments.select_related("uploaded_by__department"),
            "may_attach": may_add_to(self.record, self.user),
            "may_download": may_download_from(self.record, self.user),
            "printouts": printouts_for(self.record, self.user),
            **self.extra_context(),
        }
        return render(request, self.template_name, context)

    def actions(self, tasks: Sequence[Task]) -> list[dict[str, Any]]:
        """The buttons: what the user could do in the record's present state."""
        return [
            {
                "label": step.label,
                "url": reverse(self.act_pages[step.name], args=[self.record.pk]),
                "style": step.style,
                "article": step.article,
            }
            for step in possible_steps(self.record, self.user, tasks)
            if step.name in self.act_pages
        ]


class ActForm(forms.Form):
    """The form of one act; it knows the record and the person, and brings cleaned arguments.

    As it is, for acts with nothing to fill in: sending it is the whole act.
    """

    def __init__(self, *args: Any, record: Any, user: User, **kwargs: Any) -> None:
        self.record, self.user = record, user
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the record."""


class ReasonForm(ActForm):
    reason = forms.CharField(label="", widget=forms.Textarea(attrs={"rows": 4}))
    wide = ("reason",)

    def prepare(self) -> None:
        self.fields["reason"].label = _("理由")


class CommentForm(ActForm):
    comment = forms.CharField(label="", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    wide: ClassVar[tuple[str, ...]] = ("comment",)

    def prepare(self) -> None:
        self.fields["comment"].label = _("意见（可不填）")


class ChecklistForm(CommentForm):
    """An opinion, and what the step wants ticked off: by kind of record, possibly nothing.

    Nothing is ticked beforehand: each tick says that somebody has looked.
    """

    ticked = forms.MultipleChoiceField(
        label=gettext_lazy("逐项核对"), required=False, widget=forms.CheckboxSelectMultiple
    )
    step_name: ClassVar[str]
    field_order = ("ticked", "comment")
    wide: ClassVar[tuple[str, ...]] = ("ticked", "comment")

    def prepare(self) -> None:
        super().prepare()
        declared = next(one for one in steps_of(type(self.record)) if one.name == self.step_name)
        items = list(declared.checklist(self.record)) if declared.checklist else []
        field = cast(forms.MultipleChoiceField, self.fields["ticked"])
        field.choices = [(item, item) for item in items]
        if not items:
            field.widget = forms.MultipleHiddenInput()


class ActPage(RecordView):
    """Parse, call one act, answer. Nothing typed is lost when it is refused.

    ``act(record, by=, seen=, key=, **cleaned)`` is the app's action; ``steps`` names the steps the
    page is for (any of them possible: the page opens), ``label`` heads it and ``article`` is its
    own where it takes no step, ``remedy`` names the page where what a refusal misses is filled in,
    and its button.
    """

    form_class: ClassVar[type[ActForm]]
    act: ClassVar[Callable[..., Any]]
    steps: ClassVar[tuple[str, ...]] = ()
    label: ClassVar[str | Promise] = ""
    article: ClassVar[str] = ""
    done: ClassVar[str | Promise] = ""
    remedy: ClassVar[tuple[str, str | Promise] | None] = None
    template_name: ClassVar[str] = "desk/act.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            # The act itself may have taken the record out of sight.
            if request.method == "POST" and is_sent(key_of(request), self.user):
                return self.answer("/")
            raise

    def declared(self) -> Step | None:
        found = next((step for step in steps_of(self.model) if step.name in self.steps), None)
        return self.record.declared(found) if found else None

    def may_open(self) -> bool:
        possible = {step.name for step in possible_steps(self.record, self.user)}
        return not self.steps or bool(possible & set(self.steps))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_open():
            messages.warning(
                request,
                _("这一步现在不由您办理：当前状态为“%(state)s”。")
                % {"state": self.record.state_label()},
            )
            return redirect(self.record.get_absolute_url())
        return self.show(self.form(), seen=self.record.matter.version)

    def form(self, *args: Any) -> ActForm:
        return self.form_class(*args, record=self.record, user=self.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form(request.POST, request.FILES)
        seen = whole_number(request.POST.get("seen"))
        if not form.is_valid():
            # The act itself may have taken away what was chosen.
            sent = is_sent(key_of(request), self.user)
            return self.answer(self.target(None)) if sent else self.show(form, seen=seen)
        try:
            result = self.carry_out(form, seen=seen, key=key_of(request))
        except Stale as stale:
            return self.overtaken(form, stale)
        except Refusal as refusal:
            if refusal.field in form.fields:
                refusal.show_on(form)
                return self.show(form, seen=seen)
            return self.show(form, seen=seen, refusal=refusal, **self.mending(refusal))
        return self.answer(self.target(result))

    def mending(self, refusal: Refusal) -> dict[str, Any]:
        if not (self.remedy and refusal.missing):
            return {}
        page, label = self.remedy
        return {"remedy": {"url": reverse(page, args=[self.record.pk]), "label": label}}

    def answer(self, target: str) -> HttpResponseBase:
        messages.success(self.request, str(self.done) or _("已办理：%s。") % self.heading())
        return redirect(target)

    def overtaken(self, form: ActForm, stale: Stale) -> HttpResponseBase:
        """Somebody was quicker: the new state, and the form as it was typed."""
        try:
            self.record = self.find(self.kwargs["pk"])
        except Http404:
            messages.warning(self.request, str(stale.message))
            return redirect("/")
        matter = self.record.matter
        return self.show(form, seen=matter.version, stale=stale, event=last_act(matter))

    def carry_out(self, form: ActForm, *, seen: int, key: str | None) -> Any:
        return type(self).act(self.record, by=self.user, seen=seen, key=key, **form.cleaned_data)

    def target(self, result: Any) -> str:
        return cast(str, self.record.get_absolute_url())

    def heading(self) -> str:
        declared = self.declared()
        return str(self.label or (declared.label if declared else ""))

    def show(self, form: ActForm, *, seen: int, **more: Any) -> HttpResponse:
        declared = self.declared()
        context = {
            "record": self.record,
            "matter": self.record.matter,
            "form": form,
            "seen": seen,
            "heading": self.heading(),
            "step": declared,
            "article": declared.article if declared else self.article,
            **more,
        }
        status = 409 if "stale" in more else 422 if "refusal" in more or form.errors else 200
        return render(self.request, self.template_name, context, status=status)
