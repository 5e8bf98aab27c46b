"""Everything a person reads is also there in English and in Traditional Chinese."""

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ["en", "zh_Hant"]
NOT_OURS = {"node_modules", "var", "tests", "staticfiles", "locale", "static", "docs"}
PLACEHOLDER = re.compile(
    r"%\([a-z_]+\)[a-z]|%[a-z](?![a-z])|\{[a-z_]*\}|</?[a-z][^>]*>|(?<=%)%|https?://\S+"
)
MAINLAND_WORDS = re.compile(
    "軟件|質量|默認|打印|保存文件|用戶|搜索|登錄|數據|信息|帳戶名|郵箱(?!號)"
)


@dataclass(frozen=True)
class Entry:
    key: str
    sources: tuple[str, ...]
    translations: tuple[str, ...]
    fuzzy: bool


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def entries(path: Path) -> list[Entry]:
    """One line a string from msgcat, so that a few expressions read the whole file."""
    flat = subprocess.run(
        ["msgcat", "--no-wrap", str(path)], check=True, capture_output=True, text=True
    ).stdout
    found = []
    for block in flat.split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        parts: dict[str, list[str]] = {
            name: [] for name in ("msgctxt", "msgid", "msgid_plural", "msgstr")
        }
        word = ""
        for line in lines:
            start = re.match(r'(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d\])? "(.*)"$', line)
            if start:
                word = start[1]
                parts[word].append(start[2])
            elif line.startswith('"') and word:  # a string with line breaks in it
                parts[word][-1] += line[1:-1]
        if parts["msgid"] and parts["msgid"] != [""]:
            sources = (*parts["msgid"], *parts["msgid_plural"])
            found.append(
                Entry(
                    "|".join([*parts["msgctxt"], parts["msgid"][0]]),
                    sources,
                    tuple(parts["msgstr"]),
                    any(line.startswith("#,") and "fuzzy" in line for line in lines),
                )
            )
    return found


def _leave_out(directory: str, names: list[str]) -> set[str]:
    return {
        name
        for name in names
        if name in NOT_OURS
        or name == "__pycache__"
        or name.startswith(".")
        or (Path(directory, name).is_file() and not name.endswith((".py", ".html", ".txt")))
    }


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What makemessages finds now, in a copy: the catalogues of the project stay untouched."""
    tree = tmp_path_factory.mktemp("messages") / "tree"
    shutil.copytree(ROOT, tree, ignore=_leave_out)
    (tree / "locale").mkdir()
    without_settings = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location"],
        cwd=tree,
        env=without_settings,
        check=True,
        capture_output=True,
        timeout=60,
    )
    found = {entry.key for entry in entries(tree / "locale/en/LC_MESSAGES/django.po")}
    assert len(found) > 500, "makemessages found next to nothing"
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_in_the_catalogue(language: str, wanted: set[str]) -> None:
    lacking = wanted - {entry.key for entry in entries(catalogue(language))}
    assert not lacking, f"{len(lacking)} lack; run makemessages: {sorted(lacking)[:10]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_translated_and_certain(language: str) -> None:
    wrong = [
        entry.key
        for entry in entries(catalogue(language))
        if entry.fuzzy or not entry.translations or not all(entry.translations)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_markup_survive_translation(language: str) -> None:
    wrong = []
    for entry in entries(catalogue(language)):
        expected = Counter(PLACEHOLDER.findall(entry.sources[0]))
        for translation in entry.translations:
            if translation and Counter(PLACEHOLDER.findall(translation)) != expected:
                wrong.append((entry.key, translation))
    assert wrong == []


def test_traditional_chinese_uses_the_words_of_taiwan() -> None:
    wrong = [
        translation
        for entry in entries(catalogue("zh_Hant"))
        for translation in entry.translations
        if MAINLAND_WORDS.search(translation)
    ]
    assert wrong == []


def test_english_has_no_chinese_characters() -> None:
    wrong = [
        translation
        for entry in entries(catalogue("en"))
        for translation in entry.translations
        if re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", translation)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_compiles(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    subprocess.run(
        ["msgfmt", "--check", "-o", str(compiled), str(catalogue(language))],
        check=True,
        capture_output=True,
    )
    assert compiled.stat().st_size > 10_000


def test_compilemessages_succeeds(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "locale", tmp_path / "locale")
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [sys.executable, "-m", "django", "compilemessages"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        timeout=60,
    )
    for language in LANGUAGES:
        assert (tmp_path / "locale" / language / "LC_MESSAGES" / "django.mo").exists()
