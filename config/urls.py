from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
    path("notifications/", include("foundation.notifications.urls")),
    path("papers/", include("foundation.papers.urls")),
    path("listing/", include("foundation.listing.urls")),
]
