"""Sort keys for Chinese names: pinyin, with the readings that surnames take."""

from pypinyin import Style, lazy_pinyin

# pypinyin reads these as common words; as surnames they sound differently.
SURNAMES = {
    "仇": "qiu", "曾": "zeng", "单": "shan", "解": "xie", "任": "ren", "区": "ou", "查": "zha",
    "朴": "piao", "盖": "ge", "缪": "miao", "尉迟": "yuchi", "万俟": "moqi", "翟": "zhai",
    "覃": "qin", "乐": "yue", "华": "hua", "宁": "ning", "冼": "xian", "种": "chong", "逄": "pang",
    "员": "yun", "燕": "yan", "牟": "mu", "长孙": "zhangsun", "尹": "yin", "洗": "xian",
}  # fmt: skip


def sort_key(name: str) -> str:
    """``曾国藩`` -> ``zeng guo fan``; stored beside the name because no collation may be relied on."""
    for length in (2, 1):
        surname = name[:length]
        if surname in SURNAMES:
            rest = lazy_pinyin(name[length:], style=Style.NORMAL)
            return " ".join([SURNAMES[surname], *rest]).lower()
    return " ".join(lazy_pinyin(name, style=Style.NORMAL)).lower()
