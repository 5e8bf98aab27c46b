import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from complaints.models import Complaint, State
from foundation.papers.models import PrintLog
from tests.complaints import story
from tests.complaints.conftest import Cast


def text_of(client: Client, complaint: Complaint, code: str) -> str:
    response = client.get(reverse("papers:print", args=[complaint.pk, code]))
    assert response.status_code == 200, response.status_code
    content: Any = b"".join(response.streaming_content) if response.streaming else response.content
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.article("R2.15", "R2.17")
def test_the_papers_of_a_closed_complaint_hold_what_the_articles_ask_for(
    client: Client, cast: Cast, complaint: Complaint
) -> None:
    story.bring_to(complaint, State.CLOSED, cast)
    client.force_login(cast.service, backend="foundation.people.sign_in.PersonBackend")
    card = text_of(client, complaint, "complaints.record_card")
    for words in ("李雷", "换货", "2026-11-02", complaint.number, "换新机"):
        assert words in card
    report = text_of(client, complaint, "complaints.report")
    for words in ("电机焊点虚接", "拆检三台", "生产部", "属质量问题", "更换电机", "来料全检"):
        assert words in report
    assert "销售规定第五条" in text_of(client, complaint, "complaints.disposal")
    assert "换新机" in text_of(client, complaint, "complaints.reply_letter")
    assert PrintLog.objects.count() == 4


def test_a_stranger_prints_nothing(client: Client, cast: Cast, complaint: Complaint) -> None:
    client.force_login(cast.other_clerk, backend="foundation.people.sign_in.PersonBackend")
    address = reverse("papers:print", args=[complaint.pk, "complaints.record_card"])
    assert client.get(address).status_code == 404
    assert not PrintLog.objects.exists()
