from django.urls import path

from power_projects.forms.site import ROW_FORMS, SITE_FORMS
from power_projects.views import areas, completion, design, firms, outside, projects, site

app_name = "power_projects"
urlpatterns = [
    path("", projects.ProjectList.as_view(), name="list"),
    path("apply/", projects.Apply.as_view(), name="apply"),
    path("<int:pk>/", projects.ProjectPage.as_view(), name="project"),
    path("<int:pk>/survey/", projects.Survey.as_view(), name="survey"),
    path("<int:pk>/plan/", projects.ProposePlan.as_view(), name="propose_plan"),
    path("<int:pk>/plan/answer/", projects.AnswerPlan.as_view(), name="answer_plan"),
    path("<int:pk>/plan/return/", projects.ReturnPlan.as_view(), name="return_plan"),
    path("<int:pk>/plan/reopen/", projects.ReopenPlan.as_view(), name="reopen_plan"),
    path("<int:pk>/firms/<str:work>/", projects.ShowFirms.as_view(), name="show_firms"),
    path("<int:pk>/choose/", projects.ChooseFirms.as_view(), name="choose_firms"),
    path("<int:pk>/entrust/", projects.Entrust.as_view(), name="entrust"),
    path("<int:pk>/withdraw/", projects.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/papers/enter/", design.EnterPaper.as_view(), name="enter_paper"),
    path("<int:pk>/papers/ask/", design.AskForPaper.as_view(), name="ask_for_paper"),
    path("<int:pk>/design/submit/", design.SubmitDesign.as_view(), name="submit_design"),
    path("<int:pk>/design/review/", design.ReviewDesign.as_view(), name="review_design"),
    path("<int:pk>/works/", site.WorksPage.as_view(), name="works"),
    path("<int:pk>/works/start/", completion.StartWorks.as_view(), name="start_works"),
    path("<int:pk>/inspection/ask/", completion.AskInspection.as_view(), name="ask_inspection"),
    path("<int:pk>/inspection/", completion.Inspect.as_view(), name="inspect"),
    path("<int:pk>/completion/", completion.ReportCompletion.as_view(), name="report_completion"),
    path("<int:pk>/acceptance/", completion.Accept.as_view(), name="accept"),
    path("<int:pk>/energise/", completion.Energise.as_view(), name="energise"),
    path("<int:pk>/after-check/", completion.CheckSupply.as_view(), name="check_supply"),
    path("<int:pk>/close/", completion.Close.as_view(), name="close"),
    *[
        path(f"<int:pk>/site/{name}/", site.OnSite.as_view(name=name, form_class=form), name=name)
        for name, form in SITE_FORMS.items()
    ],
    *[
        path(
            f"<int:pk>/site/{name}/<int:row>/",
            site.OnRow.as_view(name=name, form_class=form),
            name=name,
        )
        for name, form in ROW_FORMS.items()
    ],
    path("<int:pk>/links/", outside.LinksPage.as_view(), name="links"),
    path("<int:pk>/links/issue/", outside.IssueLink.as_view(), name="issue_link"),
    path("<int:pk>/links/<int:row>/revoke/", outside.RevokeLink.as_view(), name="revoke_link"),
    path("progress/", outside.progress, name="progress"),
    path("outside/<str:token>/", outside.OutsidePage.as_view(), name="outside"),
    path(
        "outside/<str:token>/<slug:code>/", outside.OutsideNotice.as_view(), name="outside_notice"
    ),
    path("firms/", firms.FirmList.as_view(), name="firms"),
    path("firms/register/", firms.RegisterFirm.as_view(), name="register_firm"),
    path("firms/<int:pk>/", firms.FirmPage.as_view(), name="firm"),
    path("firms/<int:pk>/certificate/", firms.EnterCertificate.as_view(), name="enter_certificate"),
    path("firms/<int:pk>/remove/", firms.RemoveFirm.as_view(), name="remove_firm"),
    path("areas/", areas.AreaList.as_view(), name="areas"),
    path("areas/set/", areas.SetArea.as_view(), name="set_area"),
]
