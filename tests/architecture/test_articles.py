"""The book of articles is current, and no automatic article is without a test."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from config.regulations import REGULATIONS
from foundation.articles import Refusal
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


def refusals() -> Iterator[tuple[str, str]]:
    """Where a refusal is made, and the article it cites by name or by a constant of its module."""
    names = {"Refusal"} | {kind.__name__ for kind in Refusal.__subclasses__()}
    for path in [p for app in ("foundation", *REGULATIONS) for p in (ROOT / app).rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") in names):
                continue
            cited = node.args[0] if node.args else None
            place = f"{path.relative_to(ROOT)}:{node.lineno}"
            if isinstance(cited, ast.Constant):
                yield place, str(cited.value)
            elif isinstance(cited, ast.Name):
                module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
                if hasattr(module, cited.id):  # else a parameter: whoever calls names it
                    yield place, getattr(module, cited.id)


def test_every_refusal_cites_an_article_that_exists() -> None:
    found = dict(refusals())
    assert len(found) > 60
    assert {place: cited for place, cited in found.items() if cited not in articles()} == {}


def test_without_an_article_there_is_no_refusal() -> None:
    with pytest.raises(ValueError, match="cites an article"):
        Refusal("", "不行")
