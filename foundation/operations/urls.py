from django.urls import path

from foundation.operations import backup_pages, health, mails

app_name = "operations"
urlpatterns = [
    path("health/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("backups/", backup_pages.index, name="backups"),
    path("mails/", mails.index, name="mails"),
    path("mails/<str:name>/", mails.show, name="mail"),
    path("mails/<str:name>/html/", mails.show_html, name="mail_html"),
]
