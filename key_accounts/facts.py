"""What a file holds, in the four parts that are confirmed one by one (R6.3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    COMPANY = "company", _("企业资料")
    CONTACTS = "contacts", _("联系人和决策人")
    PRODUCTS = "products", _("用邮产品")
    CONTRACT = "contract", _("合同和竞争")


FACTS = {
    Part.COMPANY: ("business", "scale"),
    Part.CONTACTS: ("contacts", "decision_makers"),
    Part.PRODUCTS: ("products",),
    Part.CONTRACT: ("contract_from", "contract_until", "competitors"),
}
