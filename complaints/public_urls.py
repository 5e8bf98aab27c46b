from django.urls import path

from complaints import public_views

urlpatterns = [
    path("", public_views.new, name="public_new"),
    path("sent/", public_views.sent, name="public_sent"),
    path("progress/", public_views.progress, name="public_progress"),
]
