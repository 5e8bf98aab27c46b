from django.urls import path

from foundation.desk import duty_pages

app_name = "duties"
urlpatterns = [
    path("", duty_pages.DutyList.as_view(), name="list"),
    path("<int:pk>/", duty_pages.Detail.as_view(), name="detail"),
    path("<int:pk>/empty/", duty_pages.DeclareEmpty.as_view(), name="declare_empty"),
    path("<int:pk>/finish/", duty_pages.Finish.as_view(), name="finish"),
]
