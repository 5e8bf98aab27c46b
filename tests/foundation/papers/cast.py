"""Who acts in these tests, and what they upload."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from foundation.people.models import User


@dataclass
class People:
    writer: User
    reader: User
    stranger: User


def upload(content: bytes, name: str = "送货单.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
