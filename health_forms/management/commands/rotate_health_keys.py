"""After a new key was put in front in HEALTH_KEYS; then the old one may be taken out."""

from typing import Any

from django.core.management.base import BaseCommand

from health_forms.actions import rotate_keys


class Command(BaseCommand):
    help = "Encrypts every key of the health forms, of persons and meetings, by the newest key of HEALTH_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rotate_keys()} keys are under the newest key now")
