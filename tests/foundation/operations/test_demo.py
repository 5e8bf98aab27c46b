"""The demo company: loaded once, the same for the same seed, with people who can log in."""

from django.conf import settings
from django.core.management import call_command

from foundation.operations.demonstration import logins
from foundation.operations.models import DemoLoad
from foundation.people.models import Department, User


def test_the_demo_is_loaded_once_and_its_people_log_in(client, db) -> None:
    call_command("demo", verbosity=0)
    before = User.objects.count(), Department.objects.count()
    call_command("demo", verbosity=0)
    assert (User.objects.count(), Department.objects.count()) == before
    assert DemoLoad.objects.filter(app="people").exists()
    for login in logins():
        client.logout()
        response = client.post(
            "/accounts/login/",
            {"login": login["employee_number"], "password": settings.DEMO_PASSWORD},
        )
        assert response.status_code == 302, login
