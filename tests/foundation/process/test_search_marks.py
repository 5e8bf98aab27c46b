"""Where something was found is marked, whatever script and width it was typed in."""

import pytest

from foundation.process.search import SHOWN, marked, snippet


@pytest.mark.parametrize(
    ("text", "typed", "hits"),
    [
        ("按摩椅不能启动", "启动", ["启动"]),
        ("按摩椅不能启动", "啟動", ["启动"]),
        ("按摩椅不能啟動", "启动", ["啟動"]),
        ("型号ＡＢ-3，AB-3", "ab-3", ["ＡＢ-3", "AB-3"]),
        ("按摩椅", "足浴盆", []),
        ("按摩椅", " ", []),
        ("等…㎏的", "kg", ["㎏"]),  # folded, both are longer than they are written
    ],
)
def test_every_place_is_marked_and_the_text_stays_whole(
    text: str, typed: str, hits: list[str]
) -> None:
    pieces = marked(text, typed)
    assert "".join(piece for piece, __ in pieces) == text
    assert [piece for piece, is_hit in pieces if is_hit] == hits


def test_of_a_long_text_the_place_is_shown() -> None:
    pieces = snippet("甲" * 200 + "漏水" + "乙" * 200, "漏水")
    text = "".join(piece for piece, __ in pieces)
    assert text.startswith("…甲") and text.endswith("乙…") and len(text) == SHOWN + 2
    assert ("漏水", True) in pieces
    assert snippet("漏水", "漏水") == [("漏水", True)]
    assert snippet("按摩椅", "漏水") == []
