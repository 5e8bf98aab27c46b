from django.urls import path

from foundation.governance import customer_pages

app_name = "customers"
urlpatterns = [
    path("", customer_pages.CustomerList.as_view(), name="list"),
    path("new/", customer_pages.New.as_view(), name="new"),
    path("look-alikes/", customer_pages.alike, name="look_alikes"),
    path("<int:pk>/", customer_pages.detail, name="detail"),
    path("<int:pk>/edit/", customer_pages.Edit.as_view(), name="edit"),
    path("<int:pk>/contacts/", customer_pages.AddContact.as_view(), name="add_contact"),
    path("<int:pk>/merge/", customer_pages.Merge.as_view(), name="merge"),
]
