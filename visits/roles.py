from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

SALES_HEAD = Role("sales_head", _("销售部负责人"))
