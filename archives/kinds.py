"""The words of the regulation that are chosen from a list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Department

# Departments that file: a store's documents are its department's, the company has none of its own.
FILING_KINDS = (Department.Kind.OFFICE, Department.Kind.SUBSIDIARY)


class Secrecy(models.IntegerChoices):
    """The company's own grades (R1.2.15), in rising order. State secrets never enter the system."""

    PUBLIC = 1, _("公开")
    INTERNAL = 2, _("内部")
    CONFIDENTIAL = 3, _("秘密")
    SECRET = 4, _("机密")
    TOP_SECRET = 5, _("绝密")


def masked(secrecy: int, what: Any) -> str:
    """What mails and other people's lists say of a record that not all may see; kept as message id."""
    with translation.override("zh-hans"):
        return f"〔{Secrecy(secrecy).label}〕{what}"


class Retention(models.IntegerChoices):
    """How long it is kept, in rising order; the years of the first two are a policy."""

    SHORT = 1, _("短期")
    LONG = 2, _("长期")
    PERMANENT = 3, _("永久")


class Category(models.TextChoices):
    """The filing scope of R1.2.5–R1.2.15."""

    MEETING = "meeting", _("重要会议资料")
    PERSONNEL = "personnel", _("人事档案")
    DRAWING = "drawing", _("工程图纸与技术资料")
    ASSETS = "assets", _("固定资产清单")
    SUPERIOR = "superior", _("上级来文")
    CORRESPONDENCE = "correspondence", _("对外发文与来往文书")
    REPORTING = "reporting", _("请示批复与报告总结")
    INTERNAL = "internal", _("内部计划、报表、记录与简报")
    VISITORS = "visitors", _("来访与信访资料")
    CONTRACT = "contract", _("合同协议")
    APPOINTMENT = "appointment", _("任免与奖惩")
    REGULATION = "regulation", _("规章制度与程序文件")
    HISTORY = "history", _("历史沿革、大事记与声像")
    CLASSIFIED = "classified", _("保密范围材料")

    @property
    def article(self) -> str:
        return SCOPE[self]


SCOPE: dict[str, str] = {
    Category.MEETING: "R1.2.5",
    Category.PERSONNEL: "R1.2.5",
    Category.DRAWING: "R1.2.5",
    Category.ASSETS: "R1.2.5",
    Category.SUPERIOR: "R1.2.6",
    Category.CORRESPONDENCE: "R1.2.7",
    Category.REPORTING: "R1.2.8",
    Category.INTERNAL: "R1.2.9",
    Category.VISITORS: "R1.2.10",
    Category.CONTRACT: "R1.2.11",
    Category.APPOINTMENT: "R1.2.12",
    Category.REGULATION: "R1.2.13",
    Category.HISTORY: "R1.2.14",
    Category.CLASSIFIED: "R1.2.15",
}


class Medium(models.TextChoices):
    PAPER = "paper", _("纸质")
    ELECTRONIC = "electronic", _("电子")
    AUDIO_VISUAL = "audio_visual", _("声像")


class Kind(models.TextChoices):
    """What the filing year may hang on (R1.2.24)."""

    REQUEST = "request", _("请示")
    REPLY = "reply", _("批复")
    PLAN = "plan", _("规划、计划")
    SUMMARY = "summary", _("总结")
    MEETING = "meeting", _("会议文件")
    OTHER = "other", _("其他")


class Outcome(models.TextChoices):
    """Why it comes to the archives: dealt with, or shelved by a leader (R1.2.16, R1.2.18)."""

    FINISHED = "finished", _("办理完毕")
    SHELVED = "shelved", _("领导批存")


class LinkKind(models.TextChoices):
    """What must not be separated (R1.2.23); the first-named of a pair is the ``lead``.

    ``CLOSE`` binds nothing together: it lets an ordinary document into a top-secret volume.
    """

    REPLY = "reply", _("批复与请示")
    ATTACHMENT = "attachment", _("正件与附件")
    DRAFT = "draft", _("定稿与草稿")
    FORWARDED = "forwarded", _("转发文件与原件")
    LANGUAGE = "language", _("主要文本与其他文种")
    TELEGRAM = "telegram", _("文件与文电")
    CLOSE = "close", _("与绝密文件密切联系")


class YearRule(models.TextChoices):
    """Which rule of R1.2.24 chose the filing year."""

    DATE = "date", _("按成文日期")
    REPLY = "reply", _("请示与批复：归复文年")
    REQUEST = "request", _("请示无复文：归请示年")
    PLAN = "plan", _("跨年度规划：归针对的第一年")
    SUMMARY = "summary", _("跨年度总结：归针对的最后一年")
    MEETING = "meeting", _("跨年度会议：归开幕年")
    LEADING = "leading", _("随主件归年")


class Use(models.TextChoices):
    """What a volume is borrowed for; all but reading leaves the room or a copy does (R1.3.2.2)."""

    READING = "reading", _("室内查阅")
    OUT = "out", _("带出室外")
    COPY = "copy", _("复制")
    OUTSIDE = "outside", _("借出公司")
    ONLINE = "online", _("电子阅览")


class Approver(models.TextChoices):
    """Whose signature a loan waits for, in the order of the route."""

    LEADER = "leader", _("本部门领导")
    KEEPER = "keeper", _("档案负责人")
    MANAGER = "manager", _("经理")
    GM = "gm", _("总经理")


class Identity(models.TextChoices):
    """What an external reader has shown; only its kind and last four digits are kept."""

    ID_CARD = "id_card", _("居民身份证")
    PASSPORT = "passport", _("护照")
    OFFICER = "officer", _("工作证件")
    OTHER = "other", _("其他证件")
