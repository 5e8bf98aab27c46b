from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from foundation.desk.article_book import book, proofs_of_articles

ROOT = Path(__file__).resolve().parents[4]


class Command(BaseCommand):
    help = "Write docs/articles.md: every article, how it is kept, by which code and tests."

    def handle(self, *args: Any, **options: Any) -> None:
        file = ROOT / "docs" / "articles.md"
        file.write_text(book(proofs_of_articles(ROOT / "tests")), encoding="utf-8")
        self.stdout.write(f"{file}")
