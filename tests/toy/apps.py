from django.utils.translation import gettext_lazy as _

from foundation.articles import RegulationConfig


class ToyConfig(RegulationConfig):
    default = True  # the imported RegulationConfig would be a second candidate
    name = "tests.toy"
    label = "toy"
    number = 99
    verbose_name = _("便笺（测试用）")
