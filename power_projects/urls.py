from django.urls import path

from power_projects.views import areas, design, firms, projects

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
    path("firms/", firms.FirmList.as_view(), name="firms"),
    path("firms/register/", firms.RegisterFirm.as_view(), name="register_firm"),
    path("firms/<int:pk>/", firms.FirmPage.as_view(), name="firm"),
    path("firms/<int:pk>/certificate/", firms.EnterCertificate.as_view(), name="enter_certificate"),
    path("firms/<int:pk>/remove/", firms.RemoveFirm.as_view(), name="remove_firm"),
    path("areas/", areas.AreaList.as_view(), name="areas"),
    path("areas/set/", areas.SetArea.as_view(), name="set_area"),
]
