from django.urls import path

from foundation.papers import views, work_pages

app_name = "papers"

urlpatterns = [
    path("matters/<int:matter_id>/attach/", views.attach, name="attach"),
    path("attachments/<int:pk>/", views.download, name="download"),
    path("attachments/<int:pk>/void/", views.void, name="void"),
    path("matters/<int:matter_id>/print/<str:code>/", views.print_form, name="print"),
    path("print/<str:code>/", views.print_many, name="print_many"),
    path("work/", work_pages.works, name="works"),
    path("work/<int:pk>/", work_pages.work, name="work"),
    path("work/<int:pk>/cancel/", work_pages.cancel, name="cancel"),
    path("work/<int:pk>/result/", work_pages.result, name="result"),
]
