from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from complaints import views

app_name = "complaints"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.ComplaintList.as_view(), name="list"),
    path("register/", views.Register.as_view(), name="register"),
    path("similar/", views.Similar.as_view(), name="similar"),
    path("prevention/", views.PreventionList.as_view(), name="prevention"),
    path("<int:pk>/", views.Detail.as_view(), name="detail"),
    path("<int:pk>/check-grounds/", views.CheckGrounds.as_view(), name="check_grounds"),
    path("<int:pk>/rule-on/", views.RuleOn.as_view(), name="rule_on"),
    path("<int:pk>/name-department/", views.NameDepartment.as_view(), name="name_department"),
    path("<int:pk>/report/", views.WriteReport.as_view(), name="report"),
    path("<int:pk>/submit-report/", views.SubmitReport.as_view(), name="submit_report"),
    path("<int:pk>/review-report/", views.ReviewReport.as_view(), name="review_report"),
    path("<int:pk>/give-opinion/", views.GiveOpinion.as_view(), name="give_opinion"),
    path("<int:pk>/decide/", views.Decide.as_view(), name="decide"),
    path("<int:pk>/disposal/", views.WriteDisposal.as_view(), name="disposal"),
    path("<int:pk>/submit-disposal/", views.SubmitDisposal.as_view(), name="submit_disposal"),
    path("<int:pk>/approve-disposal/", views.ApproveDisposal.as_view(), name="approve_disposal"),
    path("<int:pk>/reply/", views.RecordReply.as_view(), name="reply"),
    path("<int:pk>/send-back/", views.SendBack.as_view(), name="send_back"),
    path("<int:pk>/withdraw/", views.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/merge/", views.Merge.as_view(), name="merge"),
    path("<int:pk>/void/", views.Void.as_view(), name="void"),
    path("<int:pk>/reopen/", views.Reopen.as_view(), name="reopen"),
    path("<int:pk>/take-case/", views.TakeCase.as_view(), name="take_case"),
    path("<int:pk>/wait/", views.Wait.as_view(), name="wait"),
    path("<int:pk>/end-wait/", views.EndWait.as_view(), name="end_wait"),
    path("<int:pk>/prevention/", views.PlanPrevention.as_view(), name="plan_prevention"),
    path(
        "<int:pk>/prevention/<int:action>/finish/",
        views.FinishPrevention.as_view(),
        name="finish_prevention",
    ),
    path(
        "<int:pk>/prevention/<int:action>/check/", views.CheckEffect.as_view(), name="check_effect"
    ),
]
if find_spec("complaints.public_urls"):
    urlpatterns.append(path("public/", include("complaints.public_urls")))
