from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Group, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.history import track
from foundation.people.names import sort_key


@track()
class Department(models.Model):
    """A node of the company's tree. ``path`` lists the ids from the root: ``/1/4/``."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("公司")
        OFFICE = "office", _("部门")
        STORE = "store", _("门店")
        SUBSIDIARY = "subsidiary", _("子公司")

    code = models.CharField(_("部门代码"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=60)
    kind = models.CharField(_("类型"), max_length=12, choices=Kind, default=Kind.OFFICE)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    path = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    head = models.ForeignKey(
        "people.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="heads",
        verbose_name=_("负责人"),
    )

    class Meta:
        verbose_name = _("部门")
        verbose_name_plural = _("部门")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    def ancestor_ids(self) -> list[int]:
        """This department and those above it, nearest first."""
        return [int(part) for part in self.path.strip("/").split("/")][::-1]


class UserQuerySet(models.QuerySet["User"]):
    def working(self, on: date | None = None) -> UserQuerySet:
        """People (no system or public account) employed and active on a day (default: today)."""
        day = on or clock.today()
        return self.filter(
            Q(left_on=None) | Q(left_on__gte=day), account=User.Account.PERSON, is_active=True
        )


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def working(self, on: date | None = None) -> UserQuerySet:
        return self.get_queryset().working(on)

    def create_user(
        self, employee_number: str, name: str, password: str | None = None, **fields: Any
    ) -> User:
        user = self.model(
            employee_number=employee_number, name=name, name_pinyin=sort_key(name), **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, employee_number: str, name: str, password: str, **fields: Any
    ) -> User:
        """The first account of an installation: its holder enters the others in the admin site."""
        first = self.create_user(employee_number, name, password, **fields)
        for group in Group.objects.filter(name__in=["record_keeper", "system_admin"]):
            RoleGrant.objects.create(user=first, group=group)
        return first

    def system(self) -> User:
        """The account that jobs act as."""
        return self.get(account=User.Account.SYSTEM)

    def public(self) -> User:
        """The account that acts of people without an account are recorded under."""
        return self.get(account=User.Account.PUBLIC)


@track(exclude=("password", "last_login"))
class User(AbstractBaseUser, PermissionsMixin):
    class Account(models.TextChoices):
        PERSON = "person", _("员工")
        SYSTEM = "system", _("系统")
        PUBLIC = "public", _("公众")

    class Language(models.TextChoices):
        ZH_HANS = "zh-hans", "简体中文"
        ZH_HANT = "zh-hant", "繁體中文"
        EN = "en", "English"

    employee_number = models.CharField(_("工号"), max_length=20, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    name_pinyin = models.CharField(max_length=120, editable=False)
    account = models.CharField(
        max_length=8,
        choices=Account,
        default=Account.PERSON,
        db_default=Account.PERSON,
        editable=False,
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("部门"),
    )
    position = models.CharField(_("职务"), max_length=40, blank=True)
    supervisor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("直接上级"),
    )
    phone = models.CharField(_("电话"), max_length=30, blank=True)
    email = models.EmailField(_("电子邮箱"), blank=True)
    hired_on = models.DateField(_("入职日期"), null=True, blank=True)
    left_on = models.DateField(_("离职日期"), null=True, blank=True)
    language = models.CharField(
        _("语言"),
        max_length=8,
        choices=Language,
        default=Language.ZH_HANS,
        db_default=Language.ZH_HANS,
    )
    is_active = models.BooleanField(_("可登录"), default=True)

    USERNAME_FIELD = "employee_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ["name_pinyin", "employee_number"]
        constraints = [
            models.UniqueConstraint(Lower("employee_number"), name="employee_number_any_case"),
            models.UniqueConstraint(
                fields=["account"], condition=~Q(account="person"), name="one_system_one_public"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(hired_on=None) | Q(left_on__gte=F("hired_on")),
                name="left_after_hired",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_working(self) -> bool:
        """Today; asked of a person at hand what ``working`` asks of the table."""
        stays = self.left_on is None or self.left_on >= clock.today()
        return stays and self.account == self.Account.PERSON and self.is_active

    def get_short_name(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


@track()
class RoleGrant(models.Model):
    """A role held by a person for one department, its subtree, or the company."""

    class Scope(models.TextChoices):
        DEPARTMENT = "department", _("本部门")
        SUBTREE = "subtree", _("本部门及下级")
        COMPANY = "company", _("全公司")

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("人员"))
    group = models.ForeignKey(Group, models.PROTECT, related_name="grants", verbose_name=_("角色"))
    scope = models.CharField(_("范围"), max_length=10, choices=Scope, default=Scope.COMPANY)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("部门")
    )
    from_on = models.DateField(_("自"), null=True, blank=True)
    until_on = models.DateField(_("至"), null=True, blank=True)

    class Meta:
        verbose_name = _("角色授予")
        verbose_name_plural = _("角色授予")
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="company", department=None)
                | (~Q(scope="company") & Q(department__isnull=False)),
                name="grant_names_its_department",
            ),
            models.UniqueConstraint(
                fields=["user", "group", "scope", "department"],
                name="one_grant_per_place",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.group}"


class Delegation(models.Model):
    """While ``delegator`` is away, ``substitute`` decides for them, once it was accepted."""

    delegator = models.ForeignKey(
        User, models.PROTECT, related_name="delegations_given", verbose_name=_("委托人")
    )
    substitute = models.ForeignKey(
        User, models.PROTECT, related_name="delegations_taken", verbose_name=_("代理人")
    )
    regulation = models.PositiveSmallIntegerField(
        _("制度"), null=True, blank=True, help_text=_("留空表示全部制度")
    )
    starts_on = models.DateField(_("自"))
    ends_on = models.DateField(_("至"))
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    accepted_at = models.DateTimeField(_("接受时间"), null=True, blank=True)
    declined_at = models.DateTimeField(_("谢绝时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("收回时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("委托代理")
        verbose_name_plural = _("委托代理")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(substitute=F("delegator")), name="delegation_to_another_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegator} → {self.substitute}"
