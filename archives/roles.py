from django.utils.translation import gettext_lazy as _

from foundation.people.roles import Role

DEPARTMENT_ARCHIVIST = Role("department_archivist", _("部门档案员"))
ARCHIVE_ROOM = Role("archive_room", _("总经理办公室档案员"))
ADMIN_ASSISTANT = Role("administrative_assistant", _("行政助理"))
ARCHIVE_HEAD = Role("archive_head", _("档案负责人"))
COMPANY_MANAGER = Role("company_manager", _("经理"))
