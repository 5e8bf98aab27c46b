"""What people change about themselves."""

from foundation.people.models import User


def change_profile(user: User, *, phone: str, email: str, language: str) -> None:
    user.phone, user.email, user.language = phone, email, language
    user.save(update_fields=["phone", "email", "language"])


def speak(user: User, *, language: str) -> None:
    """Pages and mails are in this language from now on."""
    User.objects.filter(pk=user.pk).update(language=language)
    user.language = language
