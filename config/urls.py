from django.contrib import admin
from django.urls import include, path

from config.regulations import REGULATIONS

urlpatterns = [
    path("", include("foundation.desk.urls")),
    path("", include("foundation.operations.urls")),
    path("people/", include("foundation.people.urls")),
    path("articles/", include("foundation.desk.article_urls")),
    path("notifications/", include("foundation.notifications.urls")),
    path("papers/", include("foundation.papers.urls")),
    path("customers/", include("foundation.governance.customer_urls")),
    path("governance/", include("foundation.desk.governance_urls")),
    path("monthly/", include("foundation.desk.monthly_urls")),
    path("duties/", include("foundation.desk.duty_urls")),
    path("listing/", include("foundation.listing.urls")),
    *[path(f"{name.replace('_', '-')}/", include(f"{name}.urls")) for name in REGULATIONS],
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]
