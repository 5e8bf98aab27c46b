from django.urls import path

from grading.views import assessments, orders, receivables

app_name = "grading"
urlpatterns = [
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
