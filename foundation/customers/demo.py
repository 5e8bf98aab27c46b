"""The demo company's customers: consumers, and the agents and franchisees it supplies."""

from typing import Any

from foundation.customers.models import Customer
from foundation.customers.register import register
from foundation.people.models import User

SURNAMES = "李王张刘杨吕沈彭蒋蔡余杜叶程苏魏丁任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
GIVEN = ["建国", "淑芬", "伟", "秀英", "志明", "丽", "海燕", "晓东", "雪梅", "国强", "玉兰", "鹏", "静怡", "浩然", "子涵", "桂香", "春生", "美玲", "立新", "欣悦"]  # fmt: skip
DISTRICTS = ["鼓楼区", "玄武区", "秦淮区", "建邺区", "栖霞区", "江宁区", "浦口区"]
STREETS = ["中山北路", "龙蟠路", "汉中门大街", "江东中路", "文苑路", "双龙大道", "浦珠路"]
COMPANIES = [
    ("康源健康科技", "agent"), ("嘉和家电", "agent"), ("瑞宁商贸", "agent"), ("鼎盛电器", "agent"),
    ("舒然生活馆", "franchisee"), ("怡养之家", "franchisee"), ("悦享健康馆", "franchisee"),
]  # fmt: skip
CONSUMERS = 70


def load(stage: Any) -> None:
    random = stage.random
    system = User.objects.system()
    for name, kind in COMPANIES:
        register(
            Customer(
                kind=kind, name=f"南京{name}有限公司", phone=_landline(random), **_place(random)
            ),
            by=system,
        )
    for _turn in range(CONSUMERS * stage.size):
        name = random.choice(SURNAMES) + random.choice(GIVEN)
        phone = f"13{random.randint(0, 9)}{random.randint(10_000_000, 99_999_999)}"
        register(Customer(kind="consumer", name=name, phone=phone, **_place(random)), by=system)


def _landline(random: Any) -> str:
    return f"025-{random.randint(52_000_000, 89_999_999)}"


def _place(random: Any) -> dict[str, str]:
    district = random.choice(DISTRICTS)
    return {
        "district": f"南京市{district}",
        "address": f"南京市{district}{random.choice(STREETS)}{random.randint(1, 380)}号",
    }
