from django.urls import path

from key_accounts.views import accounts

app_name = "key_accounts"
urlpatterns = [
    path("", accounts.AccountList.as_view(), name="list"),
    path("register/", accounts.Register.as_view(), name="register"),
    path("<int:pk>/", accounts.AccountPage.as_view(), name="detail"),
    path("<int:pk>/amend/", accounts.Amend.as_view(), name="amend"),
    path("<int:pk>/submit/", accounts.Submit.as_view(), name="submit"),
    path("<int:pk>/confirm/", accounts.ConfirmPart.as_view(), name="confirm"),
    path("<int:pk>/send-back/", accounts.SendBack.as_view(), name="send_back"),
    path("<int:pk>/review/", accounts.BeginReview.as_view(), name="begin_review"),
    path("<int:pk>/close/", accounts.Close.as_view(), name="close"),
]
