from django.urls import path

from foundation.desk import monthly_pages

app_name = "monthly"
urlpatterns = [
    path("", monthly_pages.months, name="list"),
    path("<str:code>/<int:year>-<int:month>/", monthly_pages.of_month, name="of_month"),
    path("<int:pk>/", monthly_pages.Detail.as_view(), name="detail"),
    path("<int:pk>/submit/", monthly_pages.Submit.as_view(), name="submit"),
    path("<int:pk>/approve/", monthly_pages.Approve.as_view(), name="approve"),
    path("<int:pk>/send-back/", monthly_pages.SendBack.as_view(), name="send_back"),
    path("<int:pk>/excel/", monthly_pages.Excel.as_view(), name="excel"),
]
