"""用电申请表: what the customer applied for, as the clerk took it in (R8.4, R8.8)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.customers.models import Customer
from foundation.people.models import Department, User
from foundation.process.records import Record
from power_projects import rules
from power_projects.models.area import SupplyArea
from power_projects.supply import Load, Unit, Voltage


class Application(Record):
    """The part of a project that is written on the form; entered once."""

    class Kind(models.TextChoices):
        NEW = "new", _("新装")
        INCREASE = "increase", _("增容")

    class Explained(models.TextChoices):
        """What the clerk has explained to the customer (R8.4)."""

        CONTENT = "content", _("用电申请的内容")
        PROCEDURE = "procedure", _("报装程序")
        FORM = "form", _("申请表的填写")

    class Routing(models.TextChoices):
        WORK_ORDER = "work_order", _("电子工单")
        CONTACT_NOTE = "contact_note", _("内部工作联系单")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="+", verbose_name=_("用电客户")
    )
    contact_name = models.CharField(_("联系人"), max_length=60)
    contact_phone = models.CharField(_("联系电话"), max_length=30)
    address = models.CharField(_("用电地址"), max_length=200)
    area = models.ForeignKey(
        SupplyArea, models.PROTECT, related_name="+", verbose_name=_("供电区域")
    )
    station = models.ForeignKey(Department, models.PROTECT, related_name="+", db_index=False)
    branch = models.ForeignKey(Department, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("业务类型"), max_length=8, choices=Kind)
    load = models.CharField(_("用电类别"), max_length=11, choices=Load)
    capacity = models.DecimalField(_("申请容量"), max_digits=12, decimal_places=2)
    unit = models.CharField(_("容量单位"), max_length=3, choices=Unit)
    existing_capacity = models.DecimalField(
        _("原有容量"), max_digits=12, decimal_places=2, null=True
    )
    voltage = models.CharField(_("申请电压"), max_length=6, choices=Voltage)
    is_dual = models.BooleanField(_("双电源或双回路"), default=False)
    security_load = models.CharField(_("保安负荷"), max_length=100, blank=True)
    generator = models.CharField(_("自备电源"), max_length=100, blank=True)
    explained = ArrayField(
        models.CharField(max_length=10, choices=Explained), verbose_name=_("已向客户说明")
    )
    routing = models.CharField(_("传递方式"), max_length=12, choices=Routing)
    registered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("受理人")
    )
    applied_on = models.DateField(_("申请日期"))

    class Meta:
        abstract = True

    def title(self) -> str:
        return f"{self.customer.name} {self.applied} {self.get_kind_display()}"

    def search_text(self) -> str:
        return f"{self.title()} {self.address} {self.contact_name}"

    def concerned_customer(self) -> Customer | None:
        return self.customer

    @property
    def applied(self) -> rules.Capacity:
        return rules.Capacity(self.capacity, self.unit)

    @property
    def existing(self) -> rules.Capacity | None:
        return rules.Capacity(self.existing_capacity, self.unit) if self.existing_capacity else None

    def total(self, approved: rules.Capacity | None = None) -> rules.Capacity:
        """What limits are compared with."""
        return rules.governing(existing=self.existing, applied=self.applied, approved=approved)
