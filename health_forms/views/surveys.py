"""Surveys: consent and intake, list, page, the answers apart, the form of each act."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from foundation import clock
from foundation.desk.form_pages import FormPage
from foundation.desk.record_pages import ActForm, ActPage, RecordDetail, RecordView
from foundation.listing.pages import ListPage
from foundation.people.access import may_open
from foundation.people.models import User
from foundation.process.holders import acts_as_holder
from health_forms import actions, holders
from health_forms.actions.surveys import Consent
from health_forms.ciphers import Unreadable
from health_forms.filters import SurveyFilter
from health_forms.forms.surveys import ConsentForm, EndContactForm, IntakeForm
from health_forms.models import FormDesign, Survey
from health_forms.scope import sees_all
from health_forms.tables import SurveyTable

RELATED = (
    "person__file__matter", "design", "collector__department", "department", "allocated_to__department",
    "proposed_to",
)  # fmt: skip
SALT = "health_forms.consent"


class SurveyList(ListPage):
    code = "health_forms.surveys"
    title = gettext_lazy("健康调查表")
    model = Survey
    table_class = SurveyTable
    filterset_class = SurveyFilter
    sortable = ("number", "due_on")
    template_name = "health_forms/surveys.html"
    empty_title = gettext_lazy("还没有健康调查表")

    def extra_context(self, selection: Any) -> dict[str, Any]:
        return {"may_take": may_open(self.user, "health_forms:take")}


def latest_design() -> FormDesign:
    design = FormDesign.objects.first()
    if design is None:
        raise Http404
    return design


class ConsentPage(View):
    """The first step. Nothing is stored here: the boxes go on to the form by its address."""

    def get(self, request: HttpRequest) -> HttpResponse:
        design = latest_design()
        return show_consent(request, ConsentForm(), design)


def show_consent(request: HttpRequest, form: ConsentForm, design: FormDesign) -> HttpResponse:
    context = {"form": form, "design": design}
    status = 422 if form.errors else 200
    return render(request, "health_forms/consent.html", context, status=status)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class Take(FormPage):
    """The form, with the consent before it as a signed note; asked for without one: the consent."""

    form_class, heading, article = IntakeForm, gettext_lazy("填写健康调查表"), "R4.1.4"
    template_name = "health_forms/take.html"
    makes, keeps_draft = Survey, True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        design = latest_design()
        consent = ConsentForm(request.GET or None)
        if not consent.is_valid():
            return show_consent(request, consent, design)
        given = consent.cleaned_data
        note = [design.pk, clock.now().isoformat(), given["mode"], given["paper"]]
        return self.show(IntakeForm(design=design, initial={"consent": self._signed(note)}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().post(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    def _signed(self, note: list[Any]) -> str:
        return signing.dumps([self.user.pk, *note], salt=SALT)

    def _consent(self) -> Consent | None:
        try:
            person, design, at, mode, paper = signing.loads(
                self.request.POST.get("consent", ""), salt=SALT
            )
        except (signing.BadSignature, ValueError):
            return None
        if person != self.user.pk:
            return None
        found = FormDesign.objects.filter(pk=design).first()
        return Consent(found, datetime.fromisoformat(at), mode, paper) if found else None

    def form(self, *args: Any) -> Any:
        self.consent = self._consent()
        design = self.consent.design if self.consent else latest_design()
        return IntakeForm(*args, design=design)

    def carry_out(self, form: IntakeForm, key: str | None) -> Any:
        return actions.take(
            by=self.user, consent=self.consent, contact=form.contact(), answers=form.answers(),
            filled_by=form.cleaned_data["filled_by"], key=key,
        )  # fmt: skip

    def target(self, result: Survey) -> str:
        return result.get_absolute_url()

    def back(self) -> str:
        return reverse("health_forms:list")


class SurveyPage(RecordDetail):
    model = Survey
    related = RELATED
    template_name = "health_forms/survey.html"
    act_pages: ClassVar[dict[str, str]] = {
        "hand_in": "health_forms:hand_in",
        "seal": "health_forms:seal",
        "erase": "health_forms:withdraw",
    }

    def extra_context(self) -> dict[str, Any]:
        survey: Survey = self.record
        is_managed = acts_as_holder(holders.SALES_MANAGER, survey, self.user)
        sees_file = sees_all(self.user) or acts_as_holder(holders.READERS, survey, self.user)
        return {
            "survey": survey,
            "file": getattr(survey.person, "file", None) if sees_file else None,
            "contact": survey.person.told() if survey.may_contact(self.user) else None,
            "may_read": survey.may_read(self.user),
            "may_ask": survey.state == survey.State.SEALED,
            "may_reallocate": is_managed and survey.state in ("allocated", "sealed"),
            "may_attend": survey.state in ("allocated", "sealed")
            and not (survey.person.ending or hasattr(survey.person, "file"))
            and acts_as_holder(holders.FOLLOWS_UP, survey, self.user),
            "may_end": may_end(survey, self.user),
            "notes": self._notes(survey),
            "may_note": self._is_mine(survey),
        }

    def _is_mine(self, survey: Survey) -> bool:
        is_live = survey.state != survey.State.ERASED
        return is_live and acts_as_holder(holders.REPRESENTATIVE, survey, self.user)

    def _notes(self, survey: Survey) -> list[dict[str, Any]]:
        """The representative's own; a former one's are not theirs."""
        if not self._is_mine(survey):
            return []
        own = survey.notes.filter(by=survey.allocated_to)
        return [{"at": note.at, "text": note.told(survey)} for note in own]


class Answers(RecordView):
    """What the person answered: 404 for whom it is not open to, and every look is logged.

    Opened for a time, the page goes by itself when that is over.
    """

    model = Survey
    related = RELATED

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        survey: Survey = self.record
        opening = survey.opening_for(self.user, "read")
        if opening is None and not survey.may_read(self.user):
            raise Http404
        try:
            context = {"survey": survey, "contact": survey.person.told(), "told": survey.told()}
        except Unreadable:
            raise Http404 from None
        actions.note_view(survey, by=self.user)
        shown = {"opening": opening, "matter": survey.matter, "reader": self.user, **context}
        answer = render(request, "health_forms/answers.html", shown)
        add_never_cache_headers(answer)
        if opening is not None:
            leave_when_over(answer, opening, survey)
        return answer


def leave_when_over(answer: HttpResponse, opening: Any, record: Any) -> None:
    """A page that is left open goes back by itself when the reader's time is over."""
    left = max(0, int((opening.opens_until - clock.now()).total_seconds()))
    answer["Refresh"] = f"{left + 1}; url={record.get_absolute_url()}"


class SurveyAct(ActPage):
    model = Survey
    related = RELATED


def may_end(survey: Survey, user: User) -> bool:
    if survey.state == Survey.State.ERASED or survey.person.ending:
        return False
    if not acts_as_holder(holders.ENDS_CONTACT, survey, user):
        return False
    return not hasattr(survey.person, "file")


class EndContact(SurveyAct):
    article = "R4.1.7"
    form_class, act, label = EndContactForm, actions.end_contact, gettext_lazy("停止跟踪")

    def may_open(self) -> bool:
        return may_end(self.record, self.user)


class HandIn(SurveyAct):
    form_class, act, steps = ActForm, actions.hand_in, ("hand_in",)


class Seal(SurveyAct):
    form_class, act, steps = ActForm, actions.seal, ("seal",)
    template_name = "health_forms/seal.html"


class Withdraw(SurveyAct):
    form_class, act, steps = ActForm, actions.withdraw, ("erase",)
    template_name = "health_forms/withdraw.html"
