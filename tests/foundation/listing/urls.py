from django.urls import include, path

from config.urls import urlpatterns as product
from tests.foundation.listing.lists import CustomerList

toy = [path("customers/", CustomerList.as_view(), name="customers")]
urlpatterns = [*product, path("toy/", include((toy, "toy")))]
