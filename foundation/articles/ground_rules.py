"""The product's own rules, which no regulation states: cited like articles, as R0."""

from django.utils.translation import gettext_lazy as _

from foundation.articles.declarations import Article, Kind

GROUND_RULES = [
    Article(
        "R0.versions",
        _("他人已先办理时，以先办理的为准，后到者须查看新状态后再决定。"),
        Kind.AUTOMATIC,
    ),
    Article("R0.roles", _("每一步只能由规定的人员办理。"), Kind.AUTOMATIC),
    Article(
        "R0.separation", _("任何人不得审核、批准自己起草或涉及自己责任的事项。"), Kind.AUTOMATIC
    ),
    Article("R0.reasons", _("退回、作废、撤回等决定须写明理由。"), Kind.AUTOMATIC),
    Article(
        "R0.delegation", _("外出期间审批由接受委托的代理人办理，双方姓名均留痕。"), Kind.AUTOMATIC
    ),
    Article(
        "R0.handover",
        _("离职前须交接全部在办事项和保管物品，双方签认。"),
        Kind.AUTOMATIC,
        _("名下还有事项的人员不能登记离职；拿不出的物品登记为缺失，经总经理批准。"),
        screens=("governance:handovers",),
    ),
    Article("R0.urging", _("同一待办每小时至多催办一次。"), Kind.AUTOMATIC),
    Article(
        "R0.copies",
        _("抄送给有权查看的人；逾期时上报的上级自动获抄送，可查看所涉事项。"),
        Kind.AUTOMATIC,
    ),
    Article("R0.taking_back", _("下一步尚未有人办理时，办理人可以撤回。"), Kind.AUTOMATIC),
    Article(
        "R0.numbers", _("编号连续不断号；已编号的记录不删除，只能作废并写明理由。"), Kind.AUTOMATIC
    ),
    Article(
        "R0.customers",
        _("客户只登记一次；合并客户时保留全部往来记录。"),
        Kind.AUTOMATIC,
        screens=("customers:list",),
    ),
    Article("R0.files", _("附件须为允许的类型、大小，经病毒扫描后方可下载。"), Kind.AUTOMATIC),
    Article(
        "R0.policies",
        _("政策取值自生效日起适用，由起草人以外的批准人批准。"),
        Kind.AUTOMATIC,
        screens=("governance:policies",),
    ),
    Article(
        "R0.duties",
        _("定期事务到期前列入待办；没有事项的如实申报，逾期自动记录。"),
        Kind.AUTOMATIC,
        screens=("duties:list",),
    ),
    Article("R0.months", _("统计表批准后冻结，以后的变更列为下月更正。"), Kind.AUTOMATIC),
    Article(
        "R0.sign_in",
        _("政策列明的角色须以两步验证登录，设好之前不能办理其他事项。"),
        Kind.AUTOMATIC,
        screens=("mfa_index",),
    ),
    Article(
        "R0.people",
        _("人员、部门与角色由资料管理员登记，不得登记本人的；每次修改留痕并告知本人。"),
        Kind.AUTOMATIC,
    ),
    Article("R0.lists", _("列表的筛选以名称保存，由保存人自行修改和删除。"), Kind.AUTOMATIC),
    Article(
        "R0.backup",
        _("每日自动备份数据库和附件；超过期限没有成功的备份，列为系统管理员的逾期待办。"),
        Kind.AUTOMATIC,
        screens=("operations:backups",),
    ),
    Article(
        "R0.keeping",
        _("已读提醒和已发邮件保存期满后清除；未读、未发出的保留。"),
        Kind.AUTOMATIC,
        screens=("governance:policies",),
    ),
    Article("R0.imports", _("批量导入先试算后确认，可以整批撤销。"), Kind.AUTOMATIC),
]
