"""Rules every template keeps, whoever writes it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.ROOT) / "templates"
PAGES = sorted(
    str(file.relative_to(FOLDER))
    for file in FOLDER.rglob("*.html")
    if not {"mail", "print"} & set(file.relative_to(FOLDER).parts)
)
INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|\son[a-z]+\s*=\s*["']|hx-on|<style|<script(?![^>]*(\ssrc=|application/json))"""
)
ICON = re.compile(r"""{%\s*icon\s+["']([a-z0-9-]+)["']""")


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def test_there_are_templates_to_look_at() -> None:
    assert "base.html" in PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_template_compiles_and_holds_nothing_the_security_policy_forbids(
    name: str,
) -> None:
    get_template(name)
    assert not INLINE.search(text(name)), f"{name}: inline script or style"


def test_every_icon_is_in_the_list_that_set_up_copies() -> None:
    listed = set((Path(settings.ROOT) / "static" / "icons.txt").read_text().split())
    used = {icon for name in PAGES for icon in ICON.findall(text(name))}
    assert used - listed == set()


def test_the_list_of_icons_is_sorted_and_without_doubles() -> None:
    lines = (Path(settings.ROOT) / "static" / "icons.txt").read_text().splitlines()
    assert lines == sorted(set(lines))


def test_an_error_page_needs_neither_request_nor_database() -> None:
    page = get_template("500.html").render({})
    assert "系统出错" in page and 'href="/"' in page
