from django.urls import path

from key_accounts import views

app_name = "key_accounts"
urlpatterns = [
    path("", views.AccountList.as_view(), name="list"),
    path("register/", views.Register.as_view(), name="register"),
    path("<int:pk>/", views.AccountPage.as_view(), name="detail"),
    path("<int:pk>/amend/", views.Amend.as_view(), name="amend"),
    path("<int:pk>/submit/", views.Submit.as_view(), name="submit"),
    path("<int:pk>/confirm/", views.ConfirmPart.as_view(), name="confirm"),
    path("<int:pk>/send-back/", views.SendBack.as_view(), name="send_back"),
    path("<int:pk>/review/", views.BeginReview.as_view(), name="begin_review"),
    path("<int:pk>/close/", views.Close.as_view(), name="close"),
]
