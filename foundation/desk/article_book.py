"""docs/articles.md: every article, how it is kept, by which code, proved by which tests."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

from foundation.articles.declarations import Article, enforced_by, regulations
from foundation.articles.ground_rules import GROUND_RULES


def proofs_of_articles(folder: Path) -> dict[str, list[str]]:
    """Article id -> tests that carry ``@pytest.mark.article`` with it."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        everywhere = [
            name
            for node in tree.body
            if isinstance(node, ast.Assign) and _is_pytestmark(node)
            for name in _marked(node.value)
        ]
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                names = [name for mark in node.decorator_list for name in _marked(mark)]
                for name in dict.fromkeys([*everywhere, *names]):
                    found[name].append(f"{file.relative_to(folder.parent)}::{node.name}")
    return dict(found)


def _is_pytestmark(node: ast.Assign) -> bool:
    return any(isinstance(name, ast.Name) and name.id == "pytestmark" for name in node.targets)


def _marked(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.article":
            for argument in call.args:
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)


def book(tests: dict[str, list[str]]) -> str:
    """The whole file, in the language the articles are written in."""
    with translation.override("zh-hans"):
        parts = ["# 条款与执行", "", "由 `manage.py articles` 生成，请勿手改。", ""]
        for one in regulations():
            if one.name.startswith("tests."):
                continue
            parts += [f"## 制度 {one.number} · {one.verbose_name}", ""]
            parts += [line for article in one.articles() for line in _told(article, tests)]
        parts += ["## R0 · 共同规则", ""]
        parts += [line for article in GROUND_RULES for line in _told(article, tests)]
    return "\n".join(parts).rstrip() + "\n"


def _told(article: Article, tests: dict[str, list[str]]) -> list[str]:
    lines = [f"### {article.id}（{article.kind.label}）", "", str(article.summary), ""]
    if article.how:
        lines += [f"* 如何落实：{article.how}"]
    # Apps of the tests cite articles as well; the book is about the product.
    for where in enforced_by(article.id):
        if not where.startswith("tests."):
            lines += [f"* 程序：`{where}`"]
    lines += [f"* 测试：`{name}`" for name in tests.get(article.id, [])]
    return [*lines, ""] if lines[-1] else lines
