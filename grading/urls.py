from django.urls import path

from grading.views import (
    assessments,
    campaigns,
    grades,
    orders,
    overrides,
    receivables,
    runs,
    what_if,
)

app_name = "grading"
urlpatterns = [
    path("", grades.Ranking.as_view(), name="list"),
    path("grades/<int:pk>/", grades.grade, name="grade"),
    path("grades/<int:pk>/pdf/", grades.grade_pdf, name="grade_pdf"),
    path("customers/<int:pk>/", grades.customer, name="customer"),
    path(
        "customers/<int:pk>/override/",
        overrides.ProposeOverride.as_view(),
        name="propose_override",
    ),
    path("overrides/", overrides.OverrideList.as_view(), name="overrides"),
    path("overrides/<int:pk>/", overrides.OverridePage.as_view(), name="override"),
    path(
        "overrides/<int:pk>/approve/", overrides.ApproveOverride.as_view(), name="approve_override"
    ),
    path("overrides/<int:pk>/refuse/", overrides.RefuseOverride.as_view(), name="refuse_override"),
    path("overrides/<int:pk>/end/", overrides.EndOverride.as_view(), name="end_override"),
    path("runs/", runs.RunList.as_view(), name="runs"),
    path("runs/new/", runs.Start.as_view(), name="start"),
    path("runs/<int:pk>/", runs.Run.as_view(), name="run"),
    path("high-value/", grades.HighValue.as_view(), name="high_value"),
    path("at-risk/", grades.AtRisk.as_view(), name="at_risk"),
    path("campaigns/", campaigns.CampaignList.as_view(), name="campaigns"),
    path("campaigns/new/", campaigns.PlanCampaign.as_view(), name="plan_campaign"),
    path("campaigns/<int:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:pk>/change/", campaigns.ChangeCampaign.as_view(), name="change_campaign"),
    path("touchpoints/", campaigns.TouchpointList.as_view(), name="touchpoints"),
    path("touchpoints/new/", campaigns.RecordTouchpoint.as_view(), name="record_touchpoint"),
    path("touchpoints/<int:pk>/", campaigns.touchpoint, name="touchpoint"),
    path(
        "touchpoints/<int:pk>/change/",
        campaigns.ChangeTouchpoint.as_view(),
        name="change_touchpoint",
    ),
    path("touchpoints/<int:pk>/void/", campaigns.VoidTouchpoint.as_view(), name="void_touchpoint"),
    path("what-if/", what_if.try_out, name="what_if"),
    path("movements/", runs.Movements.as_view(), name="movements"),
    path("orders/", orders.OrderList.as_view(), name="orders"),
    path("orders/new/", orders.EnterLine.as_view(), name="enter_line"),
    path("orders/<int:pk>/", orders.order, name="order"),
    path("orders/<int:pk>/change/", orders.ChangeLine.as_view(), name="change_line"),
    path("orders/<int:pk>/cancel/", orders.CancelOrder.as_view(), name="cancel_order"),
    path("products/", orders.ProductList.as_view(), name="products"),
    path("products/new/", orders.AddProduct.as_view(), name="add_product"),
    path("products/<int:pk>/", orders.ChangeProduct.as_view(), name="change_product"),
    path("receivables/", receivables.ReceivableList.as_view(), name="receivables"),
    path("receivables/new/", receivables.EnterReceivable.as_view(), name="enter_receivable"),
    path("receivables/<int:pk>/", receivables.receivable, name="receivable"),
    path(
        "receivables/<int:pk>/change/",
        receivables.ChangeReceivable.as_view(),
        name="change_receivable",
    ),
    path(
        "receivables/<int:pk>/void/", receivables.VoidReceivable.as_view(), name="void_receivable"
    ),
    path("receivables/<int:pk>/pay/", receivables.RecordPayment.as_view(), name="record_payment"),
    path(
        "receivables/<int:pk>/excuse/", receivables.ProposeExcuse.as_view(), name="propose_excuse"
    ),
    path("payments/<int:pk>/void/", receivables.VoidPayment.as_view(), name="void_payment"),
    path("excuses/", receivables.ExcuseList.as_view(), name="excuses"),
    path("excuses/<int:pk>/", receivables.ExcusePage.as_view(), name="excuse"),
    path("excuses/<int:pk>/approve/", receivables.ApproveExcuse.as_view(), name="approve_excuse"),
    path("excuses/<int:pk>/refuse/", receivables.RefuseExcuse.as_view(), name="refuse_excuse"),
    path("assessments/", assessments.AssessmentList.as_view(), name="assessments"),
    path("assessments/new/", assessments.Assess.as_view(), name="assess"),
    path("assessments/<int:pk>/", assessments.assessment, name="assessment"),
]
