"""People, departments and roles as record keepers enter them: never their own, always told."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from foundation import clock
from foundation.articles import Refusal
from foundation.notifications.outbox import notify, write_letter
from foundation.people import roles
from foundation.people.models import Department, RoleGrant, User
from foundation.people.names import sort_key
from foundation.people.structure import place

RULE = "R0.people"


def refuse_person(person: User, *, by: User) -> None:
    if person.pk == by.pk:
        raise Refusal("R0.separation", _("本人的资料由他人登记；联系方式请在个人资料页修改。"))
    if person.is_active and person.left_on and person.left_on < clock.today():
        raise Refusal(RULE, _("此人已离职，账号不能再启用。"), field="is_active")
    if person.supervisor_id and person.supervisor_id == person.pk:
        raise Refusal(RULE, _("不能做自己的上级。"), field="supervisor")


def enter_person(person: User, *, by: User) -> User:
    """Enter somebody new, who sets a password by e-mail, or change what is known of somebody.

    A new address is told to the old one: whoever reads the mails of an account can take it over.
    """
    refuse_person(person, by=by)
    person.name_pinyin = sort_key(person.name)
    with transaction.atomic():
        was = User.objects.select_for_update().filter(pk=person.pk).first()
        if was is None:
            person.set_unusable_password()
        person.save()
        if was is not None and was.email and was.email != person.email:
            _tell_old_address(was, person, by)
    return person


def _tell_old_address(was: User, person: User, by: User) -> None:
    write_letter(
        was.email,
        template="governance/address_changed",
        context={"name": person.name, "new": person.email, "by": by.name},
        language=person.language,
        dedupe=f"address-changed:{person.pk}:{clock.now().isoformat()}",
    )


def refuse_department(department: Department, *, by: User) -> None:
    above = department.parent
    if above is not None and department.pk in (above.pk, *above.ancestor_ids()):
        raise Refusal(RULE, _("上级部门不能是本部门或其下级。"), field="parent")
    was = Department.objects.filter(pk=department.pk).values_list("head", flat=True).first()
    if department.head_id == by.pk and was != by.pk:
        raise Refusal("R0.separation", _("不能把自己登记为负责人。"), field="head")


def enter_department(department: Department, *, by: User) -> Department:
    refuse_department(department, by=by)
    with transaction.atomic():
        department.path = (
            Department.objects.filter(pk=department.pk).values_list("path", flat=True).first() or ""
        )
        department.save()
        return place(department, under=department.parent)


def refuse_grant(grant: RoleGrant, *, by: User) -> None:
    if grant.user_id == by.pk:
        raise Refusal("R0.separation", _("本人的角色由他人登记。"), field="user")
    if grant.scope == RoleGrant.Scope.COMPANY and grant.department_id:
        raise Refusal(RULE, _("全公司范围不填部门。"), field="department")
    if grant.scope != RoleGrant.Scope.COMPANY and not grant.department_id:
        raise Refusal(RULE, _("请选择部门。"), field="department")
    if grant.from_on and grant.until_on and grant.until_on < grant.from_on:
        raise Refusal(RULE, _("结束日期早于开始日期。"), field="until_on")


def grant(given: RoleGrant, *, by: User) -> RoleGrant:
    """Give a role, or say until when it lasts; its holder is told."""
    refuse_grant(given, by=by)
    with transaction.atomic():
        given.save()
        notify(
            [given.user],
            template="governance/role_granted",
            context={
                "role": roles.roles()[given.group.name].label,
                "by": by.name,
                "until": given.until_on.isoformat() if given.until_on else "",
            },
            url="/people/profile/",
            dedupe=f"role:{given.pk}:{given.until_on}",
            article=RULE,
        )
    return given
