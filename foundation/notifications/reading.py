"""The bell: a person's notices, and that they were read."""

from django.db.models import F, QuerySet
from django.utils import translation

from foundation import clock
from foundation.notifications.models import Notice
from foundation.notifications.rendering import CannotRender, subject_of
from foundation.people.models import User


def unread_count(user: User) -> int:
    """One query on the index of unread notices."""
    return Notice.objects.filter(recipient=user, read_at=None).count()


def notices_of(user: User) -> QuerySet[Notice]:
    """Unread first, then the newest."""
    return Notice.objects.filter(recipient=user).order_by(
        F("read_at").desc(nulls_first=True), "-pk"
    )


def mark_read(notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())


def mark_all_read(user: User) -> int:
    return Notice.objects.filter(recipient=user, read_at=None).update(read_at=clock.now())


def subject_for_page(notice: Notice) -> str:
    """The notice's line in the language of the page; a broken template breaks no page."""
    try:
        return subject_of(notice)
    except CannotRender:
        return translation.gettext("提醒（内容暂时无法显示）")
