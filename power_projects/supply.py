"""The words of a supply: kind of load, unit, voltage, mode, and the offices it may come before."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Load(models.TextChoices):
    RESIDENTIAL = "residential", _("零星居民生活照明")
    LOW = "low", _("低压用电")
    HIGH = "high", _("高压用电")


class Unit(models.TextChoices):
    KW = "kW", "kW"
    KVA = "kVA", "kVA"


class Voltage(models.TextChoices):
    """From low to high; the order is the order of grades."""

    V220 = "220V", "220 V"
    V380 = "380V", "380 V"
    KV10 = "10kV", "10 kV"
    KV35 = "35kV", "35 kV"
    KV110 = "110kV", "110 kV"
    KV220 = "220kV", "220 kV"


class Mode(models.TextChoices):
    PUBLIC = "public", _("公用线路供电")
    SHARED = "shared", _("公用专变供电")
    DEDICATED = "dedicated", _("专线供电")


class Office(models.TextChoices):
    STATION = "station", _("供电所")
    BRANCH = "branch", _("分公司营销部")
    CITY = "city", _("市公司")


class Work(models.TextChoices):
    DESIGN = "design", _("设计")
    CONSTRUCTION = "construction", _("施工")


UNIT_OF = {Load.RESIDENTIAL: Unit.KW, Load.LOW: Unit.KW, Load.HIGH: Unit.KVA}
LOW_VOLTAGES = (Voltage.V220, Voltage.V380)
