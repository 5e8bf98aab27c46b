"""The book of articles is current, and no automatic article is without a test."""

from pathlib import Path

from foundation.articles.declarations import Kind, articles
from foundation.desk.article_book import book, proofs_of_articles

ROOT = Path(__file__).resolve().parents[2]


def test_the_book_of_articles_is_current() -> None:
    written = (ROOT / "docs" / "articles.md").read_text(encoding="utf-8")
    assert written == book(proofs_of_articles(ROOT / "tests")), "run: manage.py articles"


def test_every_automatic_article_is_proved_by_a_test() -> None:
    proved = proofs_of_articles(ROOT / "tests")
    automatic = {one.id for one in articles().values() if one.kind == Kind.AUTOMATIC}
    assert sorted(automatic - set(proved)) == []


def test_no_test_names_an_article_that_does_not_exist() -> None:
    assert sorted(set(proofs_of_articles(ROOT / "tests")) - set(articles())) == []
