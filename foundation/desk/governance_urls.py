from django.urls import path

from foundation.desk import handover_pages, policy_pages

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
    path("handovers/", handover_pages.handovers, name="handovers"),
    path("handovers/new/", handover_pages.Begin.as_view(), name="begin_handover"),
    path("handovers/<int:pk>/", handover_pages.Detail.as_view(), name="handover"),
    path("handovers/<int:pk>/things/", handover_pages.AddThing.as_view(), name="add_thing"),
    path(
        "handovers/<int:pk>/items/<int:item>/missing/",
        handover_pages.RecordMissing.as_view(),
        name="record_missing",
    ),
    path(
        "handovers/<int:pk>/items/<int:item>/found/",
        handover_pages.FoundAgain.as_view(),
        name="found_again",
    ),
    path("handovers/<int:pk>/sign/", handover_pages.Sign.as_view(), name="sign_as_leaver"),
    path(
        "handovers/<int:pk>/sign-in-absence/",
        handover_pages.SignInAbsence.as_view(),
        name="sign_in_absence",
    ),
    path("handovers/<int:pk>/take/", handover_pages.Take.as_view(), name="sign_as_successor"),
    path("handovers/<int:pk>/send-back/", handover_pages.SendBack.as_view(), name="handover_back"),
    path(
        "handovers/<int:pk>/approve-missing/",
        handover_pages.ApproveMissing.as_view(),
        name="approve_missing",
    ),
    path(
        "handovers/<int:pk>/demand-missing/",
        handover_pages.DemandMissing.as_view(),
        name="demand_missing",
    ),
    path("handovers/<int:pk>/void/", handover_pages.Void.as_view(), name="void_handover"),
]
