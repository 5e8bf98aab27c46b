"""Trips and what became of their records (R1.2.3)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from archives import actions
from archives.models import Clearance
from foundation.people.models import User

# traveller, purpose, where and why, nothing worth filing because, how far it has come
TRIPS = [
    ("1008", "training", "上海 · 客服礼仪培训", "仅有通用讲义，无存档价值", "reimbursed"),
    ("1012", "survey", "南京 · 大客户走访", "走访记录已在客户档案内登记", "cleared"),
    ("1010", "meeting", "杭州 · 行业售后年会", "会议手册由主办方收回", "requested"),
    ("1024", "study", "无锡 · 生产线考察", "现场不得拍照，无资料带回", "incomplete"),
]


def travel(stage: Any, now: datetime, clerks: dict[str, User]) -> None:
    people = {user.employee_number: user for user in User.objects.working()}
    for days, (number, purpose, where, nothing, state) in enumerate(TRIPS, 2):
        traveller = people[number]
        assert traveller.department is not None
        back = (now - timedelta(days=days + 2)).date()
        with stage.at(now - timedelta(days=days, hours=11)):
            trip = actions.ask_clearance(
                Clearance(
                    purpose=purpose, destination=where, left_on=back - timedelta(days=3),
                    returned_on=back, nothing_reason=nothing,
                ),
                by=traveller,
            )  # fmt: skip
            clerk = clerks.get(traveller.department.code, people["1101"])
            if clerk == traveller:
                clerk = people["1101"]
            if state == "incomplete":
                reason = "考察报告应归档，请补交"
                actions.return_clearance(trip, by=clerk, reason=reason, seen=trip.matter.version)
            elif state != "requested":
                actions.clear(trip, by=clerk, seen=trip.matter.version)
            if state == "reimbursed":
                actions.reimburse(trip, by=people["1005"], seen=trip.matter.version)
