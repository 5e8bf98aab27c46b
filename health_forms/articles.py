"""Regulation 4, in our own words. R4.1: the survey form; R4.2: the customer file."""

from django.utils.translation import gettext_lazy as _

from foundation.articles import Article, Kind

LATER = _("系统尚未实现，暂按原有方式办理。")

ARTICLES = [
    Article(
        "R4.1.1",
        _("调查表用于初次接触时了解顾客的基本信息。"),
        Kind.AUTOMATIC,
        _("一人一表，自制度执行之日起收集。"),
        ("health_forms:list",),
    ),
    Article(
        "R4.1.2",
        _("只供满意代表或销售主管收集。"),
        Kind.AUTOMATIC,
        _("其他人员打不开填写页。"),
        ("health_forms:list",),
    ),
    Article(
        "R4.1.3",
        _("以普查的名义切入。"),
        Kind.INFORMATIVE,
        _("不采用：开场说明和知情同意书写明公司和销售目的，否则同意无效。"),
        ("health_forms:designs",),
    ),
    Article(
        "R4.1.4",
        _("内容填写齐全、真实，可由代表代填。"),
        Kind.AUTOMATIC,
        _("先取得本人同意；每题必填并注明由谁填写，健康问题可以拒绝回答。"),
        ("health_forms:list",),
    ),
    Article(
        "R4.1.5",
        _("右上角由收集人签名。"),
        Kind.AUTOMATIC,
        _("收集人由系统写入，不能改动。"),
        ("health_forms:list",),
    ),
    Article(
        "R4.1.6",
        _("填写后全部交到销售经理。"),
        Kind.AUTOMATIC,
        _("次日 24 点为限，提醒、升级并留痕。"),
        ("health_forms:list",),
    ),
    Article("R4.1.7", _("销售经理把档案分配给满意代表跟踪拜访。"), Kind.AUTOMATIC,
            _("上交后两天内由部门的销售经理分配，可一次全部分配。"), ("health_forms:list",)),
    Article("R4.1.8", _("分配原则：收集人优先，其次就近、新员工、能力与负荷，其余由经理决定。"),
            Kind.AUTOMATIC, _("系统按次序逐份建议并写明原则，经理可更改，理由留痕。"),
            ("health_forms:list", "health_forms:territories")),
    Article("R4.1.9", _("满意代表用笔记本记录名单。"), Kind.AUTOMATIC,
            _("“我的名单”只有本人可见，联系方式和笔记不受封存影响。"), ("health_forms:list",)),
    Article("R4.1.10", _("统一交客服部门经理封存。"), Kind.AUTOMATIC,
            _("封存后内容对任何人关闭，包括保管人。"), ("health_forms:list",)),
    Article("R4.1.11", _("封存后查阅须经总经理批准。"), Kind.AUTOMATIC,
            _("说明事由，批准后只对一人开放限定的时间，每次查看留痕。"),
            ("health_forms:openings",)),
    Article("R4.1.12", _("由公司统一印制，未经同意不得复印。"), Kind.AUTOMATIC,
            _("每打印一份须经总经理批准，带印制序号和查阅人水印；不能批量打印、导出或上传附件。"),
            ("health_forms:designs", "health_forms:openings")),
    Article("R4.2.1", _("参加过公司活动的顾客建立档案。"), Kind.RECORDED, LATER),
    Article("R4.2.2", _("代表根据调查表和活动反馈填写档案。"), Kind.RECORDED, LATER),
    Article("R4.2.3", _("活动当日完成填写。"), Kind.RECORDED, LATER),
    Article("R4.2.4", _("内容完整、清晰。"), Kind.RECORDED, LATER),
    Article("R4.2.5", _("最迟次日交到销售经理。"), Kind.RECORDED, LATER),
    Article("R4.2.6", _("销售经理汇总后交顾服主管医生保存。"), Kind.RECORDED, LATER),
    Article("R4.2.7", _("代表和医生按期回访购买和未购买的顾客。"), Kind.RECORDED, LATER),
    Article("R4.2.8", _("医生每日指导、督察回访。"), Kind.RECORDED, LATER),
    Article("R4.2.9", _("回访时调用档案，详细记录，当日归还。"), Kind.RECORDED, LATER),
    Article("R4.2.10", _("妥善保管，丢失、损坏的处罚并补充；其他查阅须总经理同意。"), Kind.RECORDED, LATER),
    Article("R4.2.11", _("医生、销售经理和主管定期召开顾客服务会议。"), Kind.RECORDED, LATER),
    Article("R4.2.12", _("离职前交齐全部档案。"), Kind.RECORDED, LATER),
    Article("R4.2.13", _("不向顾客展示，统一印制，不得复印。"), Kind.RECORDED, LATER),
]  # fmt: skip
