from importlib.util import find_spec

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config.regulations import REGULATIONS

PREFIXES = {"desk": "", "operations": ""}

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("allauth.urls")),
    path("articles/", include("foundation.desk.article_urls")),
    *[
        path(PREFIXES.get(name, f"{name}/"), include(f"{package}.urls"))
        for package, name in (
            *((package, package.partition(".")[2]) for package in settings.FOUNDATION),
            *((name, name) for name in REGULATIONS if name in settings.INSTALLED_APPS),
        )
        if find_spec(f"{package}.urls")
    ],
]
