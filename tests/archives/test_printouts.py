import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from archives import actions
from archives.kinds import Secrecy
from foundation.papers.models import PrintLog
from foundation.people.models import User
from tests.archives import story
from tests.archives.conftest import Cast


def text_of(user: User, record: Any, code: str) -> str:
    client = Client()
    client.force_login(user, backend="foundation.people.sign_in.PersonBackend")
    response = client.get(reverse("papers:print", args=[record.pk, f"archives.{code}"]))
    assert response.status_code == 200, response.status_code
    reader = PdfReader(io.BytesIO(response.content))
    return "".join(page.extract_text() for page in reader.pages)


@pytest.mark.article("R1.2.19", "R1.2.20", "R1.2.26", "R1.4.N")
def test_the_papers_of_a_shelved_volume_hold_what_the_articles_ask_for(cast: Cast) -> None:
    volume = story.shelved(cast, story.received(cast, name="促销方案", pages=7))
    actions.remark(volume, by=cast.archivist, text="第三页有折痕")
    cover = text_of(cast.archivist, volume, "cover")
    for words in (volume.archive_no, "促销活动", "销售部", "长期", "2026-10-28"):
        assert words in cover
    assert "促销方案" in text_of(cast.archivist, volume, "contents")
    sheet = text_of(cast.archivist, volume, "note_sheet")
    for words in ("1 件、7 页", "第三页有折痕", "沈佩文", "许诺"):
        assert words in sheet
    assert volume.archive_no in text_of(cast.archivist, volume, "labels")
    scheme = volume.clause.scheme
    assert volume.archive_no in text_of(cast.archivist, scheme, "catalogue")
    assert "促销方案" in text_of(cast.archivist, scheme, "register")
    assert PrintLog.objects.count() == 6


@pytest.mark.article("R1.2.4")
def test_the_handover_receipt_names_both_sides(cast: Cast) -> None:
    document = story.received(cast)
    receipt = text_of(cast.clerk, document.transfers.get(), "receipt")
    for words in ("丁小雨", "沈佩文", document.number):
        assert words in receipt


@pytest.mark.article("R1.1.4", "R1.2.15")
def test_what_one_may_not_see_is_not_printed(cast: Cast) -> None:
    document = story.received(cast, secrecy=Secrecy.SECRET, name="股权方案")
    volume = story.volume_of(cast)
    story.put(document, volume, cast)
    story.compile_it(volume, cast)
    client = Client()
    client.force_login(cast.stranger, backend="foundation.people.sign_in.PersonBackend")
    address = reverse("papers:print", args=[volume.pk, "archives.contents"])
    assert client.get(address).status_code == 404
    scheme = volume.clause.scheme
    for code in ("catalogue", "register"):
        printed = text_of(cast.stranger, scheme, code)
        assert "股权方案" not in printed and story.fresh(volume).archive_no not in printed
