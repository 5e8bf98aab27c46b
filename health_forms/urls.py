from django.urls import path

from health_forms.views import allocation, designs, openings, surveys

app_name = "health_forms"
urlpatterns = [
    path("", surveys.SurveyList.as_view(), name="list"),
    path("consent/", surveys.ConsentPage.as_view(), name="consent"),
    path("take/", surveys.Take.as_view(), name="take"),
    path("<int:pk>/", surveys.SurveyPage.as_view(), name="survey"),
    path("<int:pk>/answers/", surveys.Answers.as_view(), name="answers"),
    path("<int:pk>/hand-in/", surveys.HandIn.as_view(), name="hand_in"),
    path("<int:pk>/seal/", surveys.Seal.as_view(), name="seal"),
    path("<int:pk>/withdraw/", surveys.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/proposal/", allocation.ChangeProposal.as_view(), name="change_proposal"),
    path("<int:pk>/reallocate/", allocation.Reallocate.as_view(), name="reallocate"),
    path("<int:pk>/note/", allocation.WriteNote.as_view(), name="write_note"),
    path("<int:pk>/ask/", openings.AskToOpen.as_view(), name="ask_to_open"),
    path("allocation/", allocation.AllocationList.as_view(), name="allocation"),
    path("allocation/propose/", allocation.Propose.as_view(), name="propose"),
    path("allocation/allocate/", allocation.AllocateAll.as_view(), name="allocate"),
    path("notebook/", allocation.Notebook.as_view(), name="notebook"),
    path("territories/", allocation.TerritoryList.as_view(), name="territories"),
    path("territories/set/", allocation.SetTerritory.as_view(), name="set_territory"),
    path("openings/", openings.OpeningList.as_view(), name="openings"),
    path("openings/<int:pk>/", openings.OpeningPage.as_view(), name="opening"),
    path("openings/<int:pk>/approve/", openings.Approve.as_view(), name="approve_opening"),
    path("openings/<int:pk>/refuse/", openings.Refuse.as_view(), name="refuse_opening"),
    path("openings/<int:pk>/end/", openings.End.as_view(), name="end_opening"),
    path("designs/", designs.DesignList.as_view(), name="designs"),
    path("designs/<int:pk>/", designs.DesignPage.as_view(), name="design"),
    path("designs/publish/", designs.Publish.as_view(), name="publish"),
]
