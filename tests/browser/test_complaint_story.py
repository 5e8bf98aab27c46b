"""A complaint from registration to closure in Chromium, each step as the person whose turn it is.

With SCREENSHOTS=folder the pages are kept as pictures, at desktop and phone width.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from complaints.models import Complaint, State
from foundation import clock as company_clock
from foundation.people.models import Department, RoleGrant, User
from foundation.people.structure import place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@dataclass
class Cast:
    clerk: User
    supervisor: User
    service: User
    admin_hr: User
    gm: User
    head: User
    engineer: User
    stranger: User


def person(name: str, department: Department, role: str = "", *, here: bool = False) -> User:
    user = User.objects.create_user(f"b-{name}", name, department=department)
    if role:
        scope = RoleGrant.Scope.DEPARTMENT if here else RoleGrant.Scope.COMPANY
        group = Group.objects.get(name=role)
        RoleGrant.objects.create(
            user=user, group=group, scope=scope, department=department if here else None
        )
    return user


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    company = place(Department(code="b0", name="总公司", kind="company"), under=None)
    store = place(Department(code="b1", name="人民路店", kind="store"), under=company)
    other = place(Department(code="b3", name="滨江店", kind="store"), under=company)
    works = place(Department(code="b2", name="生产部"), under=company)
    cast = Cast(
        clerk=person("高飞", store, "store_clerk", here=True),
        supervisor=person("何静", store, "store_supervisor", here=True),
        service=person("孙晓梅", company, "customer_service"),
        admin_hr=person("赵雅婷", company, "admin_hr"),
        gm=person("陈国栋", company, "gm"),
        head=person("马俊", works),
        engineer=person("胡文斌", works),
        stranger=person("宋雨晴", other, "store_clerk", here=True),
    )
    Department.objects.filter(pk=works.pk).update(head=cast.head)
    return cast


@dataclass
class Walk:
    """The browser in the hands of one person after another."""

    live: Any
    shots: int = 0

    def as_(self, user: User, path: str) -> Any:
        self.live.sign_in(user)
        return self.live.open(path)

    def keep(self, name: str) -> None:
        folder = os.environ.get("SCREENSHOTS")
        page = self.live.page
        for width, size in WIDTHS.items():
            page.set_viewport_size(size)
            assert self.fits(), f"{name} scrolls sideways at {width} width"
            if folder:
                Path(folder).mkdir(parents=True, exist_ok=True)
                page.screenshot(path=f"{folder}/{self.shots:02}-{name}-{width}.png", full_page=True)
        page.set_viewport_size(WIDTHS["desktop"])
        self.shots += 1

    def fits(self) -> bool:
        """Asked again for a moment: charts follow a new width a little later."""
        page = self.live.page
        for __ in range(20):
            if page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
                return True
            page.wait_for_timeout(100)
        return False

    def act(self, user: User, url: str, button: str, fields: dict[str, Any]) -> None:
        """Press the button on the record's page, fill in its form, send it."""
        page = self.as_(user, url)
        page.locator(".action-bar").get_by_role("link", name=button, exact=True).click()
        for item in page.locator("[name=ticked]").all():
            item.check()
        self.fill(fields)
        self.keep(button)
        page.locator("form button[type=submit].btn").last.click()
        expect(page.locator(".alert-success")).to_be_visible()

    def fill(self, fields: dict[str, Any]) -> None:
        page = self.live.page
        for name, value in fields.items():
            field = page.locator(f"[name={name}]").first
            tag = field.evaluate("element => element.tagName")
            if tag == "SELECT":
                # tom-select hides the element; choosing by value is what a person ends up with.
                field.evaluate(
                    "(element, value) => { element.tomselect ? element.tomselect.setValue(value)"
                    " : (element.value = value); }",
                    str(value),
                )
            elif isinstance(value, bool):
                page.locator(f"[name={name}][value={fields['_' + name]}]").check()
            elif not name.startswith("_"):
                field.fill(str(value))


def test_a_complaint_goes_from_registration_to_closure_in_the_browser(
    live: Any, cast: Cast
) -> None:
    walk = Walk(live)
    page = walk.as_(cast.clerk, "/complaints/register/")
    walk.fill(
        {
            "customer_kind": "consumer",
            "customer_name": "李雷",
            "contact_phone": "13800001111",
            "channel": "store",
            "goods": "按摩椅 A3",
            "ground": "quality",
            "what_happened": "使用三天后不能启动。",
        }
    )
    page.get_by_label("换货").check()
    walk.keep("register")
    page.get_by_role("button", name="登记").click()
    expect(page.locator(".alert-success")).to_contain_text("TS-")
    complaint = Complaint.objects.get()
    url = complaint.get_absolute_url()
    walk.keep("registered")

    walk.act(cast.clerk, url, "核实理由", {"holds": "yes", "ground": "quality", "opinion": "属实"})
    walk.act(cast.supervisor, url, "裁定受理", {"accepted": "yes"})
    works = cast.head.department_id
    walk.act(
        cast.admin_hr, url, "指定受理部门",
        {"department": works, "handler": cast.engineer.pk, "instructions": "请查明原因"},
    )  # fmt: skip

    page = walk.as_(cast.engineer, url)
    page.get_by_role("link", name="提交调查报告").click()
    page.locator("form button[type=submit].btn").last.click()
    refusal = page.locator("[data-refusal]")
    expect(refusal).to_contain_text("发生原因")
    expect(refusal).to_contain_text("R2.11")
    walk.keep("refused")
    page = walk.as_(cast.engineer, f"{url}report/")
    walk.fill(
        {
            "cause_kind": "production", "cause": "电机焊点虚接", "course": "拆检三台，均有虚接。",
            "nobody_reason": "属来料批次问题", "conclusion": "属质量问题", "countermeasures": "更换电机",
            "prevention": "来料全检",
        }
    )  # fmt: skip
    walk.keep("report")
    page.locator("form button[type=submit].btn").last.click()
    walk.act(cast.engineer, url, "提交调查报告", {})
    walk.act(cast.head, url, "审核调查报告", {"comment": "同意"})
    walk.act(cast.admin_hr, url, "附意见报总经理", {"opinion": "建议换货并致歉"})
    walk.act(cast.gm, url, "批准意见", {"comment": "同意"})

    page = walk.as_(cast.engineer, f"{url}disposal/")
    walk.fill({"kind": "exchange", "compensation": "200", "text": "换新机，赔偿 200 元。"})
    page.locator("form button[type=submit].btn").last.click()
    expect(page.locator(".invalid-feedback, .errorlist").first).to_contain_text("R2.18")
    walk.fill({"sales_rule": "销售规定第五条"})
    walk.keep("disposal")
    page.locator("form button[type=submit].btn").last.click()
    walk.act(cast.engineer, url, "提交处理意见", {})
    walk.act(cast.head, url, "审核处理意见", {})
    walk.act(
        cast.service,
        url,
        "答复客户并结案",
        {"mode": "oral", "reaction": "satisfied", "content": "已换货"},
    )

    walk.as_(cast.clerk, url)
    expect(page.locator(".page-title")).to_contain_text("已结案")
    walk.keep("closed")
    complaint.refresh_from_db(fields=["ended_at", "round"])
    assert Complaint.objects.get().state == State.CLOSED
    assert company_clock.local_date(complaint.ended_at) <= complaint.due_on  # type: ignore[arg-type]
    page = walk.as_(cast.stranger, url)
    expect(page.locator("body")).to_contain_text(re.compile("404|找不到|不存在"))


def test_a_reviewer_who_was_too_late_is_told_and_loses_nothing(live: Any, cast: Cast) -> None:
    from complaints import actions
    from foundation.customers.models import Customer

    customer = Customer.objects.create(kind="consumer", name="韩梅", name_pinyin="han mei")
    store = cast.clerk.department
    complaint = actions.register(
        Complaint(
            customer=customer, contact_phone="13900002222", store=store, goods="水壶", channel="store",
            ground="quality", what_happened="漏水", demands=["return"], received_at=company_clock.now(),
        ),
        by=cast.clerk,
    )  # fmt: skip
    actions.check_grounds(
        complaint, by=cast.clerk, holds=True, opinion="属实", ground="quality", seen=1
    )
    walk = Walk(live)
    page = walk.as_(cast.supervisor, f"{complaint.get_absolute_url()}rule-on/")
    walk.fill({"accepted": "no", "reason": "这段理由不能丢"})
    actions.rule_on(Complaint.objects.get(), by=cast.supervisor, accepted=True, reason="", seen=2)
    page.locator("form button[type=submit].btn").last.click()
    expect(page.locator("[data-stale]")).to_be_visible()
    expect(page.locator("[name=reason]")).to_have_value("这段理由不能丢")
    walk.keep("stale")
    assert Complaint.objects.get().state == State.AWAITING_NAMING
