from django.urls import path

from foundation.desk import policy_pages

app_name = "governance"
urlpatterns = [
    path("policies/", policy_pages.policy_items, name="policies"),
    path("policies/<str:item>/", policy_pages.policy_item, name="policy"),
    path("policies/<str:item>/propose/", policy_pages.Propose.as_view(), name="propose"),
    path("policy-changes/<int:pk>/", policy_pages.Detail.as_view(), name="policy_change"),
    path("policy-changes/<int:pk>/revise/", policy_pages.Revise.as_view(), name="revise"),
    path("policy-changes/<int:pk>/submit/", policy_pages.Submit.as_view(), name="submit"),
    path("policy-changes/<int:pk>/approve/", policy_pages.Approve.as_view(), name="approve"),
    path("policy-changes/<int:pk>/send-back/", policy_pages.SendBack.as_view(), name="send_back"),
    path("policy-changes/<int:pk>/withdraw/", policy_pages.Withdraw.as_view(), name="withdraw"),
]
