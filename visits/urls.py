from django.urls import path

from visits.views import assessment, overview, plan_calendar, plans, postings, requests, visits

app_name = "visits"
urlpatterns = [
    path("", plans.PlanList.as_view(), name="list"),
    path("open/", plans.Open.as_view(), name="open"),
    path("<int:pk>/", plans.PlanPage.as_view(), name="plan"),
    path("<int:pk>/fill/", plans.FillPlan.as_view(), name="fill_plan"),
    path("<int:pk>/lines/add/", plans.AddLine.as_view(), name="add_line"),
    path("<int:pk>/lines/<int:line>/", plans.ChangeLine.as_view(), name="change_line"),
    path("<int:pk>/lines/<int:line>/remove/", plans.RemoveLine.as_view(), name="remove_line"),
    path("<int:pk>/lines/<int:line>/decide/", plans.DecideChange.as_view(), name="decide_change"),
    path(
        "<int:pk>/lines/<int:line>/reschedule/",
        plan_calendar.Reschedule.as_view(),
        name="reschedule",
    ),
    path("<int:pk>/calendar/", plan_calendar.CalendarPage.as_view(), name="calendar"),
    path("<int:pk>/submit/", plans.Submit.as_view(), name="submit"),
    path("<int:pk>/approve/", plans.Approve.as_view(), name="approve"),
    path("<int:pk>/send-back/", plans.SendBack.as_view(), name="send_back"),
    path("<int:pk>/close/", plans.Close.as_view(), name="close"),
    path("<int:pk>/void/", plans.Void.as_view(), name="void"),
    path("visits/", visits.VisitList.as_view(), name="visits"),
    path("visits/record/", visits.Record.as_view(), name="record"),
    path("visits/<int:pk>/", visits.VisitPage.as_view(), name="visit"),
    path("visits/<int:pk>/report/", visits.SubmitReport.as_view(), name="submit_report"),
    path("visits/<int:pk>/review/", visits.ReviewReport.as_view(), name="review_report"),
    path("visits/<int:pk>/return/", visits.ReturnReport.as_view(), name="return_report"),
    path("visits/<int:pk>/void/", visits.VoidVisit.as_view(), name="void_visit"),
    path("visits/<int:pk>/promise/", visits.Promise.as_view(), name="promise"),
    path(
        "visits/<int:pk>/follow-ups/<int:follow_up>/",
        visits.FinishFollowUp.as_view(),
        name="finish_follow_up",
    ),
    path("follow-ups/", visits.FollowUpList.as_view(), name="follow_ups"),
    path("requests/", requests.RequestList.as_view(), name="requests"),
    path("requests/ask/", requests.Ask.as_view(), name="ask"),
    path("requests/<int:pk>/", requests.RequestPage.as_view(), name="request"),
    path("requests/<int:pk>/agree/", requests.AgreeTo.as_view(), name="agree_to"),
    path("requests/<int:pk>/approve/", requests.ApproveRequest.as_view(), name="approve_request"),
    path("requests/<int:pk>/refuse/", requests.RefuseRequest.as_view(), name="refuse_request"),
    path(
        "requests/<int:pk>/withdraw/", requests.WithdrawRequest.as_view(), name="withdraw_request"
    ),
    path("requests/<int:pk>/reimburse/", requests.Reimburse.as_view(), name="reimburse"),
    path("requests/<int:pk>/disallow/", requests.Disallow.as_view(), name="disallow"),
    path("feed/", plan_calendar.FeedPage.as_view(), name="feed"),
    path("feed/revoke/", plan_calendar.RevokeFeed.as_view(), name="revoke_feed"),
    path("feed/<str:token>.ics", plan_calendar.feed, name="ical"),
    path("assessment/", assessment.assessment, name="assessment"),
    path("statistics/", overview.statistics, name="statistics"),
    path("postings/", postings.PostingList.as_view(), name="postings"),
    path("postings/set/", postings.SetPosting.as_view(), name="set_posting"),
]
