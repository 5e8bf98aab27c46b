from config.celery import app
from config.schedule import SCHEDULE


def test_beat_only_starts_jobs_that_exist() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in SCHEDULE.values()} <= set(app.tasks)


def test_a_message_of_beat_expires_before_a_flood_can_build_up() -> None:
    assert all(entry["options"]["expires"] for entry in SCHEDULE.values())
