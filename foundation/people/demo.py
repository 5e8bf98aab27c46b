"""The demo company: an office with its departments, three stores, and the people to log in as."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from foundation.people import roles
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place

Kind = Department.Kind

# code, name, kind, code of the one above
DEPARTMENTS = [
    ("00", "华东启辰商贸有限公司", Kind.COMPANY, ""),
    ("10", "总经理办公室", Kind.OFFICE, "00"),
    ("20", "行政人事部", Kind.OFFICE, "00"),
    ("30", "财务部", Kind.OFFICE, "00"),
    ("40", "营运部", Kind.OFFICE, "00"),
    ("50", "品质售后部", Kind.OFFICE, "00"),
    ("55", "生产部", Kind.OFFICE, "00"),
    ("58", "物流部", Kind.OFFICE, "00"),
    ("60", "大客户部", Kind.OFFICE, "00"),
    ("71", "人民路店", Kind.STORE, "40"),
    ("72", "滨江店", Kind.STORE, "40"),
    ("73", "高新区店", Kind.STORE, "40"),
]

# number, name, department, position, is its head, number of the supervisor
PEOPLE = [
    ("1001", "陈国栋", "10", "总经理", True, ""),
    ("1002", "林慧", "20", "行政人事部经理", True, "1001"),
    ("1003", "赵雅婷", "20", "人事专员", False, "1002"),
    ("1004", "周建平", "30", "财务部经理", True, "1001"),
    ("1005", "吴敏", "30", "会计", False, "1004"),
    ("1006", "黄志强", "40", "营运部经理", True, "1001"),
    ("1007", "徐丽娜", "40", "客服主管", False, "1006"),
    ("1008", "孙晓梅", "40", "客服专员", False, "1007"),
    ("1009", "马俊", "50", "品质售后部经理", True, "1001"),
    ("1010", "胡文斌", "50", "售后工程师", False, "1009"),
    ("1011", "朱琳", "60", "大客户部经理", True, "1001"),
    ("1012", "郭涛", "60", "大客户代表", False, "1011"),
    ("1013", "何静", "71", "店长", True, "1006"),
    ("1014", "高飞", "71", "店员", False, "1013"),
    ("1015", "罗佳", "71", "店员", False, "1013"),
    ("1016", "梁伟", "72", "店长", True, "1006"),
    ("1017", "宋雨晴", "72", "店员", False, "1016"),
    ("1018", "唐磊", "73", "店长", True, "1006"),
    ("1019", "韩雪", "73", "店员", False, "1018"),
    ("1020", "曾明", "10", "信息管理员", False, "1001"),
    ("1021", "单晓东", "20", "资料管理员", False, "1002"),
    ("1022", "田甜", "40", "客服专员", False, "1007"),
    ("1023", "董志远", "55", "生产部经理", True, "1001"),
    ("1024", "袁立军", "55", "工艺工程师", False, "1023"),
    ("1025", "潘海波", "58", "物流部经理", True, "1001"),
    ("1026", "于洋", "58", "仓储主管", False, "1025"),
    ("1027", "冯倩", "40", "营运专员", False, "1006"),
]

GRANTS = [
    ("1001", roles.GM),
    ("1002", roles.ADMIN_HR),
    ("1003", roles.ADMIN_HR),
    ("1004", roles.FINANCE),
    ("1005", roles.FINANCE),
    ("1020", roles.SYSTEM_ADMIN),
    ("1021", roles.RECORD_KEEPER),
]

# Who is worth logging in as; the login page of a demo installation lists them.
LOGINS = [
    (number, name, position)
    for number, name, _department, position, _head, _supervisor in PEOPLE
    if number
    in {
        "1001", "1002", "1004", "1006", "1007", "1008", "1009", "1010", "1013", "1014", "1020", "1021",
        "1023", "1024",
    }
]  # fmt: skip


def load(stage: Any) -> None:
    departments: dict[str, Department] = {}
    for code, name, kind, above in DEPARTMENTS:
        department = Department(code=code, name=name, kind=kind)
        departments[code] = place(department, under=departments.get(above))
    people = _people(departments, stage)
    for number, _name, code, _position, is_head, supervisor in PEOPLE:
        if is_head:
            departments[code].head = people[number]
            departments[code].save(update_fields=["head"])
        people[number].supervisor = people.get(supervisor)
    User.objects.bulk_update(people.values(), ["supervisor"])
    departments["00"].head = people["1001"]
    departments["00"].save(update_fields=["head"])
    groups = {group.name: group for group in Group.objects.all()}
    for number, role in GRANTS:
        RoleGrant.objects.create(user=people[number], group=groups[role.code])


def _people(departments: dict[str, Department], stage: Any) -> dict[str, User]:
    password = make_password(settings.DEMO_PASSWORD)  # once: each hash is slow on purpose
    for number, name, code, position, _head, _supervisor in PEOPLE:
        User.objects.create(
            employee_number=number,
            name=name,
            name_pinyin=sort_key(name),
            password=password,
            department=departments[code],
            position=position,
            email=f"{number}@example.com",
            phone=f"1380000{number}",
            hired_on=date(stage.random.randint(2015, 2025), stage.random.randint(1, 12), 1),
        )
    return {user.employee_number: user for user in User.objects.filter(account="person")}
