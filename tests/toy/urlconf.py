"""The product's addresses and the toy's."""

from django.urls import include, path

from config.urls import urlpatterns as product
from tests.toy import views

urlpatterns = [*product, path("toy/", include("tests.toy.urls"))]

# Until the desk is there, something has to answer for the addresses of matters.
if not any(getattr(pattern, "namespace", "") == "desk" for pattern in product):
    desk = [path("<int:pk>/", views.matter, name="matter")]
    urlpatterns.append(path("m/", include((desk, "desk"))))
