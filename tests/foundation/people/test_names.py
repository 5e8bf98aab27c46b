"""Names sort by pinyin with the readings surnames take."""

import pytest

from foundation.people.names import sort_key

READINGS = {
    "曾国藩": "zeng guo fan", "单晓东": "shan xiao dong", "解珍": "xie zhen", "仇英": "qiu ying",
    "区小明": "ou xiao ming", "查良镛": "zha liang yong", "任盈盈": "ren ying ying",
    "尉迟恭": "yuchi gong", "万俟卨": "moqi ", "长孙无忌": "zhangsun wu ji", "覃塘": "qin tang",
    "王小明": "wang xiao ming", "Smith": "smith",
}  # fmt: skip


@pytest.mark.parametrize(("name", "reading"), READINGS.items())
def test_a_surname_is_read_as_a_surname(name: str, reading: str) -> None:
    assert sort_key(name).startswith(reading)


def test_names_stand_in_the_order_of_a_chinese_register() -> None:
    names = ["张三", "曾国藩", "单晓东", "陈国栋", "尉迟恭", "艾米"]
    assert sorted(names, key=sort_key) == ["艾米", "陈国栋", "单晓东", "尉迟恭", "曾国藩", "张三"]
