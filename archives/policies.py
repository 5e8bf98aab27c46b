"""What the regulation, or a stated decision where it is silent, leaves to a dated value."""

from django.utils.translation import gettext_lazy as _

from foundation.people.roles import GM
from foundation.policies.declarations import Policy

DELIVERY_DAYS = Policy(
    "archives.delivery_days", _("经办人送交部门档案员的期限"), "R1.2.18", int, 5, GM,
    _("办结后的工作日"),
)  # fmt: skip
FILING_DAY = Policy(
    "archives.filing_day", _("每月归档期限"), "R1.2.4", int, 10, GM, _("次月的日期，不因节假日顺延")
)
FILING_ALERTS = Policy(
    "archives.filing_alerts", _("每月归档提醒与升级"), "R1.2.4", list,
    [
        {"day": -3, "to": ["holder"]},
        {"day": 0, "to": ["holder"]},
        {"day": 1, "to": ["holder", "head", "administrative_assistant"], "every": 1},
    ],
    GM,
)  # fmt: skip
CLEARANCE_DAYS = Policy(
    "archives.clearance_days", _("差旅归档签认期限"), "R1.2.3", int, 2, GM, _("申请后的工作日")
)
RECEIPT_DAYS = Policy(
    "archives.receipt_days", _("档案室签收期限"), "R1.2.4", int, 2, GM, _("移交后的工作日")
)
PLACING_DAYS = Policy(
    "archives.placing_days", _("档案室归卷期限"), "R1.2.19", int, 5, GM, _("签收后的工作日")
)
CHECKING_DAYS = Policy(
    "archives.checking_days", _("案卷检查与上架期限"), "R1.2.21", int, 5, GM, _("工作日")
)
ARCHIVE_NO = Policy(
    "archives.archive_no", _("档号格式"), "R1.2.20", str, "{department}-{year}-{retention}-{number:03d}",
    GM, _("可用 department、year、retention、number"),
)  # fmt: skip
RETENTION_MARKS = Policy(
    "archives.retention_marks", _("档号中的保管期限代码"), "R1.2.20", dict,
    {"short": "D", "long": "C", "permanent": "Y"}, GM,
)  # fmt: skip
APPROVAL_DAYS = Policy(
    "archives.approval_days", _("借阅审批期限"), "R1.3.1.1", int, 1, GM, _("每一审批环节的工作日")
)
LENDING_DAYS = Policy(
    "archives.lending_days", _("提供案卷及确认期限"), "R1.3.1.1", int, 1, GM, _("工作日")
)
LOAN_DAYS = Policy(
    "archives.loan_days", _("借阅最长期限"), "R1.3.2.2", int, 15, GM, _("自提供或续借之日起的天数")
)
INCIDENT_DAYS = Policy(
    "archives.incident_days", _("事故补救与处理期限"), "R1.4.3", int, 5, GM, _("每一环节的工作日")
)
RETENTION_YEARS = Policy(
    "archives.retention_years", _("保管年限"), "R1.1.4", dict, {"short": 10, "long": 30}, GM,
    _("自案卷年度的次年一月一日起；永久的不到期"),
)  # fmt: skip
APPRAISAL_DAY = Policy(
    "archives.appraisal_day", _("年度鉴定期限"), "R1.1.4", int, 31, GM, _("次年一月的日期")
)
APPRAISAL_DAYS = Policy(
    "archives.appraisal_days", _("鉴定与销毁各环节期限"), "R1.1.4", int, 5, GM, _("工作日")
)
RETURN_ALERTS = Policy(
    "archives.return_alerts", _("归还提醒与逾期升级"), "R1.4.2", list,
    [
        {"day": -2, "to": ["holder"]},
        {"day": 0, "to": ["holder"]},
        {"day": 1, "to": ["holder", "supervisor", "archive_room"], "every": 1},
    ],
    GM,
)  # fmt: skip
STEP_ALERTS = Policy(
    "archives.step_alerts", _("归档各步骤期限提醒"), "R1.1.2", list,
    [
        {"day": 0, "to": ["holder"]},
        {"day": 1, "to": ["holder", "supervisor"]},
        {"day": 3, "to": ["administrative_assistant"], "digest": True},
    ],
    GM,
)  # fmt: skip
