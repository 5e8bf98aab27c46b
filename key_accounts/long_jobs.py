from celery import shared_task

from key_accounts import actions


@shared_task  # type: ignore[untyped-decorator]
def alert_leads() -> int:
    """Daily: what the last two months show of accounts, told once to their leads."""
    return actions.alert_leads()
