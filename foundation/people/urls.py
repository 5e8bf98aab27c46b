from django.urls import path

from foundation.people import views

app_name = "people"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("language/", views.switch_language, name="language"),
    path("delegations/", views.delegations, name="delegations"),
    path("delegations/<int:pk>/accept/", views.accept, name="accept"),
    path("delegations/<int:pk>/decline/", views.decline, name="decline"),
    path("delegations/<int:pk>/end/", views.end, name="end"),
]
