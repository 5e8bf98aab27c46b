"""A department that surveys and revisits: forms at every stage, files with visits made and late.

Names and telephones are made up; the numbers begin with 100, which no operator gives out.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from foundation import clock
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place
from health_forms import actions, roles
from health_forms.actions.surveys import Consent
from health_forms.models import CustomerFile, FormDesign, Revisit, Survey

# number, name, position, role
PEOPLE = [
    ("3101", "罗远", "销售经理", roles.MANAGER),
    ("3102", "江南", "销售主管", roles.SUPERVISOR),
    ("3103", "叶蓁", "满意代表", roles.REPRESENTATIVE),
    ("3104", "丁一", "满意代表", roles.REPRESENTATIVE),
    ("3105", "苏叶", "顾服主管医生", roles.DOCTOR),
    ("3106", "方圆", "客户服务部经理", roles.KEEPER),
]
LOGINS = [(number, name, position) for number, name, position, __ in PEOPLE]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙"
GIVEN = ["秀英", "桂芳", "国强", "建华", "玉兰", "志明"]
DISTRICTS = ["鼓楼区", "玄武区", "秦淮区", "建邺区"]
ILLNESSES = ["高血压十年", "无", "轻度糖尿病", "关节炎", "—"]
MEDICINES = ["降压药每天一次", "无", "二甲双胍", "—"]
NOTES = ["身体不错，愿意再联系。", "说明了用法和注意事项，提醒遵医嘱用药。", "对睡眠问题感兴趣。"]


def load(stage: Any) -> None:
    Office(stage).work()


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.zone())


class Office:
    """The department at work, a form every few days."""

    def __init__(self, stage: Any) -> None:
        self.stage, self.random = stage, stage.random
        people = self._people()
        self.manager, self.reps = people["3101"], [people["3103"], people["3104"]]
        self.doctor, self.keeper = people["3105"], people["3106"]
        self.design = FormDesign.objects.first()
        self.count = 0

    def _people(self) -> dict[str, User]:
        above = Department.objects.get(code="00")
        department = place(Department(code="66", name="健康销售部", kind="office"), under=above)
        password = make_password(settings.DEMO_PASSWORD)
        for number, name, position, role in PEOPLE:
            user = User.objects.create(
                employee_number=number, name=name, name_pinyin=sort_key(name), password=password,
                department=department, position=position, email=f"{number}@example.com",
                phone=f"1380000{number}", hired_on=date(2023, 5, 1),
            )  # fmt: skip
            RoleGrant.objects.create(user=user, group=Group.objects.get(name=role.code))
        people = {one.employee_number: one for one in User.objects.select_related("department")}
        department.head = people["3101"]
        department.save(update_fields=["head"])
        people["3101"].supervisor = people["1001"]
        for number, *__ in PEOPLE[1:]:
            people[number].supervisor = people["3101"]
        User.objects.bulk_update(people.values(), ["supervisor"])
        return people

    def work(self) -> None:
        today = self.stage.today
        with self.stage.at(_at(today - timedelta(days=90), 9)):
            for rep, district in zip(self.reps, DISTRICTS, strict=False):
                actions.set_territory(by=self.manager, person=rep, district=district)
        for back in range(84, 2, -6):
            day = today - timedelta(days=back)
            surveys = [self.collect(day) for __ in range(2 * self.stage.size)]
            self.allocate(day + timedelta(days=1), surveys)
            for survey in surveys:
                if self.random.random() < 0.7:
                    self.bring_to_event(survey, day + timedelta(days=2))
        self.collect(today - timedelta(days=1), is_handed_in=True)
        self.collect(today, is_handed_in=False)
        with self.stage.at(_at(today, 9)):
            actions.remark(by=self.doctor, to=self.reps[0], text="逾期的请今天先联系。")
            self.ask()
            actions.list_owed()

    def ask(self) -> None:
        """What lies with the GM and the customer-service manager today."""
        file = CustomerFile.objects.for_act().filter(state="kept")[0]
        sealed = Survey.objects.for_act().filter(state="sealed")[0]
        actions.ask_to_open(sealed, by=self.doctor, purpose="read", reason="核对用药说明")
        actions.ask_to_read(file, by=self.manager, reason="核对顾客投诉")
        actions.receive_request(
            sealed, by=self.reps[0], kind="see", identified_by="回拨登记的电话",
            received_on=self.stage.today,
        )  # fmt: skip
        design: Any = self.design
        actions.number_blanks(by=self.keeper, design=design, count=20, given_to=self.reps[0])
        fresh = CustomerFile.objects.for_act().filter(state="kept")[1]
        penalty = actions.propose_penalty(
            fresh, by=self.manager, person=fresh.rep, kind="damage", amount=Decimal(80),
            reason="档案表被水浸湿，两页看不清。",
        )  # fmt: skip
        actions.state_case(
            penalty,
            by=fresh.rep,
            statement="雨天外出回访时淋湿，已当天补写。",
            seen=penalty.matter.version,
        )
        gone = Survey.objects.for_act().filter(state="sealed", person__file=None)[0]
        actions.end_contact(gone, by=self.manager, ending="moved", seen=gone.matter.version)
        meeting = actions.hold_meeting(
            by=self.manager, held_on=self.stage.today, attendees=[self.doctor],
            minutes="逐份核对逾期的回访，分清原因。",
        )  # fmt: skip
        actions.agree_on(
            meeting, by=self.manager, what="抽查三份档案的回访记录", owner=self.doctor,
            due_on=self.stage.today + timedelta(days=7),
        )  # fmt: skip

    def collect(self, day: date, *, is_handed_in: bool = True) -> Survey:
        self.count += 1
        rep = self.random.choice(self.reps)
        contact = {
            "name": self.random.choice(SURNAMES) + self.random.choice(GIVEN),
            "phone": f"100{self.count:08d}", "district": self.random.choice(DISTRICTS),
            "address": f"示例路 {self.count} 号",
        }  # fmt: skip
        answers = {
            "sex": self.random.choice("男女"), "born_on": f"{self.random.randint(1940, 1962)}-05-01",
            "lives_with": self.random.choice(["独居", "与配偶", "与子女"]), "children": "2",
            "illnesses": self.random.choice(ILLNESSES), "pressure": "偏高", "sleep": "一般",
            "medicines": self.random.choice(MEDICINES), "supplements": "—", "call_at": "上午",
        }  # fmt: skip
        with self.stage.at(_at(day, 10)):
            consent = Consent(self.design, clock.now(), "signed", f"DEMO-{self.count:04d}")  # type: ignore[arg-type]
            survey = actions.take(
                by=rep, consent=consent, contact=contact, answers=answers, filled_by="collector"
            )
            if is_handed_in:
                actions.hand_in(survey, by=rep, seen=survey.matter.version)
        return survey

    def allocate(self, day: date, surveys: list[Survey]) -> None:
        with self.stage.at(_at(day, 9)):
            actions.propose_all(by=self.manager)
            actions.allocate_all(by=self.manager)
            for survey in surveys:
                fresh = Survey.objects.for_act().get(pk=survey.pk)
                actions.seal(fresh, by=self.keeper, seen=fresh.matter.version)

    def bring_to_event(self, survey: Survey, day: date) -> None:
        fresh = Survey.objects.for_act().get(pk=survey.pk)
        rep = fresh.allocated_to
        bought_on = day if self.random.random() < 0.4 else None
        with self.stage.at(_at(day, 17)):
            file = actions.attend(
                fresh, by=rep, event_kind="social", event="健康讲座联谊会", attended_on=day,
                bought_on=bought_on,
            )  # fmt: skip
            written = {
                "feedback": "听得认真，提了问题。",
                "needs": "关心睡眠。",
                "plan": "三天内去电。",
            }
            actions.write_file(file, by=rep, written=written, seen=file.matter.version)
        with self.stage.at(_at(day + timedelta(days=1), 9)):
            self._now(file, actions.hand_in_file, by=rep)
            self._now(file, actions.pass_on, by=self.manager, doctor=self.doctor)
        self.visit(file, rep)

    def visit(self, file: CustomerFile, rep: User) -> None:
        """Most stages that are due by now are met, some a little late."""
        due = file.revisits.filter(who=Revisit.Who.REP, due_on__lt=self.stage.today)
        for one in due.order_by("due_on"):
            day = one.due_on - timedelta(days=self.random.choice([1, 1, 0, 0, -2]))
            if day >= self.stage.today or day <= file.starts_on or self.random.random() < 0.15:
                continue
            with self.stage.at(_at(day, 15)):
                self._now(file, actions.take_out, by=rep)
                self._now(
                    file, actions.record_visit, by=rep, mode="phone",
                    text=self.random.choice(NOTES), explained=True,
                )  # fmt: skip
                self._now(file, actions.give_back, by=rep)

    def _now(self, file: CustomerFile, act: Any, **given: Any) -> None:
        fresh = CustomerFile.objects.for_act().get(pk=file.pk)
        act(fresh, seen=fresh.matter.version, **given)
