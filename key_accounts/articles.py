"""Regulation 6, in our own words: ten duties of the key-account manager."""

from django.utils.translation import gettext_lazy as _

from foundation.articles import Article, Kind

ARTICLES = [
    Article("R6.1", _("按区公司的要求管理全区物流业务大客户。"), Kind.INFORMATIVE,
            _("角色、期限和提醒按区公司要求设为可调整的数值。")),
    Article("R6.2", _("设计大客户管理方式和具体项目。"), Kind.RECORDED,
            _("管理方式和项目记录目标、大客户、负责人、里程碑和结果，到期提醒。"), ("key_accounts:programmes",)),
    Article("R6.3", _("在业务主管配合下建立、完善大客户资料。"), Kind.AUTOMATIC,
            _("档案分四部分，业务主管逐项确认后才生效；缺项列出，完整度按项计算。"),
            ("key_accounts:list",)),
    Article("R6.4", _("定期更新大客户资料。"), Kind.AUTOMATIC,
            _("确认满三个月须复核，提醒并升级；合同到期前九十、三十、七天提醒。"),
            ("key_accounts:list",)),
    Article("R6.5", _("每月记录大客户用邮情况并分析。"), Kind.AUTOMATIC,
            _("按大客户、产品和收寄单位逐月登记，缺少的自次月五日起催办，不当作零；月报批准后月份关闭，只能更正。"),
            ("key_accounts:usage", "key_accounts:analysis")),
    Article("R6.6", _("定期检查各分公司、盟市局的回访记录。"), Kind.AUTOMATIC,
            _("每月由系统按分公司抽样，种子留存可重现；结论逐份给出，退回的限期补正，逾期升级。"),
            ("key_accounts:revisits", "key_accounts:inspections")),
    Article("R6.7", _("经领导授权直接回访大客户。"), Kind.AUTOMATIC,
            _("没有领导授权不能登记直接回访；日期须在授权期限内，不能自己授权自己；久未接触的大客户提醒并升级。"),
            ("key_accounts:authorisations",)),
    Article("R6.8", _("向领导提出服务和改进建议。"), Kind.RECORDED,
            _("建议送领导决定，采纳的指定落实人和期限，落实结果告知建议人。"), ("key_accounts:proposals",)),
    Article("R6.9", _("与区公司和兄弟专业交流信息、协同开发。"), Kind.RECORDED,
            _("写明内容、共享单位和大客户；单位只看得到共享给它的内容，联合开发线索记录结果。"),
            ("key_accounts:exchanges",)),
    Article("R6.10", _("培训业务人员和大客户管理人员。"), Kind.RECORDED,
            _("计划、到场、测验成绩和材料逐次记录；满一年未培训合格的人员列出，提前提醒本人和大客户经理。"), ("key_accounts:trainings",)),
]  # fmt: skip
