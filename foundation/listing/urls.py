from django.urls import path

from foundation.listing import views

app_name = "listing"
urlpatterns = [
    path("imports/", views.import_kinds, name="imports"),
    path("imports/<int:run_id>/", views.ImportRunPage.as_view(), name="import_run"),
    path("imports/<int:run_id>/errors.xlsx", views.import_errors, name="import_errors"),
    path("imports/<str:code>/", views.ImportPage.as_view(), name="import"),
    path("imports/<str:code>/template.xlsx", views.import_template, name="import_template"),
]
