from django.urls import path

from health_forms.views import designs, surveys

app_name = "health_forms"
urlpatterns = [
    path("", surveys.SurveyList.as_view(), name="list"),
    path("consent/", surveys.ConsentPage.as_view(), name="consent"),
    path("take/", surveys.Take.as_view(), name="take"),
    path("<int:pk>/", surveys.SurveyPage.as_view(), name="survey"),
    path("<int:pk>/answers/", surveys.Answers.as_view(), name="answers"),
    path("<int:pk>/hand-in/", surveys.HandIn.as_view(), name="hand_in"),
    path("designs/", designs.DesignList.as_view(), name="designs"),
    path("designs/<int:pk>/", designs.DesignPage.as_view(), name="design"),
    path("designs/publish/", designs.Publish.as_view(), name="publish"),
]
