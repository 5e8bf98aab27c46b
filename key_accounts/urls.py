from django.urls import path

from key_accounts.views import accounts, analysis, revisits, teams, usage

SHEET = "usage/<int:pk>/<int:year>/<int:month>/"

app_name = "key_accounts"
urlpatterns = [
    path("", accounts.AccountList.as_view(), name="list"),
    path("register/", accounts.Register.as_view(), name="register"),
    path("<int:pk>/", accounts.AccountPage.as_view(), name="detail"),
    path("<int:pk>/amend/", accounts.Amend.as_view(), name="amend"),
    path("<int:pk>/submit/", accounts.Submit.as_view(), name="submit"),
    path("<int:pk>/confirm/", accounts.ConfirmPart.as_view(), name="confirm"),
    path("<int:pk>/send-back/", accounts.SendBack.as_view(), name="send_back"),
    path("<int:pk>/review/", accounts.BeginReview.as_view(), name="begin_review"),
    path("<int:pk>/close/", accounts.Close.as_view(), name="close"),
    path("<int:pk>/log-revisit/", revisits.LogRevisit.as_view(), name="log_revisit"),
    path("<int:pk>/ask-authorisation/", revisits.Ask.as_view(), name="ask_authorisation"),
    path("<int:pk>/team/", teams.SetTeam.as_view(), name="set_team"),
    path("<int:pk>/objectives/", teams.SetObjective.as_view(), name="set_objective"),
    path(
        "<int:pk>/objectives/<int:objective>/",
        teams.FinishObjective.as_view(),
        name="finish_objective",
    ),
    path("<int:pk>/refer/", teams.Refer.as_view(), name="refer"),
    path("revisits/", revisits.RevisitList.as_view(), name="revisits"),
    path("revisits/<int:pk>/", revisits.RevisitPage.as_view(), name="revisit"),
    path("revisits/<int:pk>/void/", revisits.VoidRevisit.as_view(), name="void_revisit"),
    path("revisits/<int:pk>/accept/", revisits.Accept.as_view(), name="accept_revisit"),
    path("revisits/<int:pk>/send-back/", revisits.SendBack.as_view(), name="send_back_revisit"),
    path("revisits/<int:pk>/mend/", revisits.Mend.as_view(), name="mend_revisit"),
    path("revisits/<int:pk>/false/", revisits.FindFalse.as_view(), name="find_false"),
    path("inspections/", revisits.InspectionList.as_view(), name="inspections"),
    path("inspections/<int:pk>/", revisits.InspectionPage.as_view(), name="inspection"),
    path("authorisations/", revisits.AuthorisationList.as_view(), name="authorisations"),
    path("authorisations/<int:pk>/", revisits.AuthorisationPage.as_view(), name="authorisation"),
    path("authorisations/<int:pk>/approve/", revisits.Authorise.as_view(), name="authorise"),
    path("authorisations/<int:pk>/refuse/", revisits.Refuse.as_view(), name="refuse_authorisation"),
    path(
        "authorisations/<int:pk>/withdraw/",
        revisits.Withdraw.as_view(),
        name="withdraw_authorisation",
    ),
    path("authorisations/<int:pk>/log/", revisits.LogDirect.as_view(), name="log_direct"),
    path("<int:pk>/usage/", analysis.AccountUsage.as_view(), name="account_usage"),
    path("analysis/", analysis.UsageAnalysis.as_view(), name="analysis"),
    path("usage/", usage.UsageMonth.as_view(), name="usage"),
    path(SHEET, usage.Sheet.as_view(), name="usage_sheet"),
    path(f"{SHEET}no-mail/", usage.DeclareNoMail.as_view(), name="declare_no_mail"),
    path(f"{SHEET}correct/", usage.Correct.as_view(), name="correct_usage"),
    path("uses/<int:pk>/end/", usage.EndUse.as_view(), name="end_use"),
]
