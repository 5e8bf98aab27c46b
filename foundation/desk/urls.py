from django.urls import path

from foundation.desk import batch, dashboard, task_pages, views

app_name = "desk"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("inbox/", views.Inbox.as_view(), name="inbox"),
    path("inbox/done/", views.Done.as_view(), name="done"),
    path("inbox/started/", views.Started.as_view(), name="started"),
    path("inbox/copied/", views.Copied.as_view(), name="copied"),
    path("inbox/approve/", batch.approve, name="batch"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("dashboard/behind/", dashboard.Behind.as_view(), name="behind"),
    path("search/", views.Search.as_view(), name="search"),
    path("m/<int:pk>/", views.open_matter, name="matter"),
    path("m/<int:pk>/take-back/", task_pages.TakeBack.as_view(), name="take_back"),
    path("m/<int:pk>/copy/", task_pages.SendCopy.as_view(), name="copy"),
    path("tasks/<int:pk>/hand-on/", task_pages.HandOn.as_view(), name="hand_on"),
    path("tasks/<int:pk>/ask/", task_pages.Ask.as_view(), name="ask"),
    path("tasks/<int:pk>/answer/", task_pages.Answer.as_view(), name="answer"),
    path("tasks/<int:pk>/urge/", task_pages.Urge.as_view(), name="urge"),
]
