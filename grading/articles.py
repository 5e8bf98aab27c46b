"""Regulation 3, in our own words: five indicators, three purposes, and management's attention."""

from django.utils.translation import gettext_lazy as _

from foundation.articles import Article, Kind

ARTICLES = [
    Article(
        "R3.1",
        _("信用状况：最近一年付款是否及时，拖延的天数和原因。"),
        Kind.AUTOMATIC,
        _("逐笔应收按金额加权计算拖延天数；经非归属人的经理批准的拖延不计。"),
        ("grading:receivables", "grading:excuses"),
    ),
    Article(
        "R3.2",
        _("下单金额：近一年或两年的下单金额或数量，从大到小排列。"),
        Kind.AUTOMATIC,
        _("按统计期内的金额或折算数量从低到高排名，并列同名次；取消的不计，退货按其自身日期为负。"),
        ("grading:orders", "grading:list"),
    ),
    Article(
        "R3.3",
        _("发展前景：主要针对新客户，通过考察了解判断其潜在价值。"),
        Kind.AUTOMATIC,
        _("按评估表逐项打分并写明理由，登记后不能修改，只能重新评估。"),
        ("grading:assessments",),
    ),
    Article(
        "R3.4",
        _("利润贡献：一年所购产品的利润，从大到小排列。"),
        Kind.AUTOMATIC,
        _("按一年的金额减成本排名，亏损排在零之后；没有成本的行不计并列出。"),
        ("grading:orders", "grading:list"),
    ),
    Article(
        "R3.5",
        _("综合加权：各指标只反映一面，须加权综合。"),
        Kind.AUTOMATIC,
        _(
            "每次分级按一套规则和一个截止日期计算全部客户，结果不能修改，逐项说明来由；手工调整须有理由、期限和批准。"
        ),
        ("grading:list", "grading:runs", "grading:movements", "grading:overrides"),
    ),
    Article(
        "R3.B1",
        _("统一记录各部门接触客户的资料，发现高价值客户，提供有针对性的服务。"),
        Kind.AUTOMATIC,
        _("各部门的记录汇总在客户页并保留来源；高价值和有风险的客户自动列出。"),
        ("grading:high_value", "grading:at_risk"),
    ),
    Article(
        "R3.B2",
        _("记录各推广渠道接触的客户，评价营销活动的效果。"),
        Kind.AUTOMATIC,
        _("接触按渠道和活动记录；活动效果按首次接触后的订单自动统计。"),
        ("grading:campaigns", "grading:touchpoints"),
    ),
    Article(
        "R3.B3",
        _("及时得到销售实时信息，以提高销售收入。"),
        Kind.AUTOMATIC,
        _("新订单和付款登记后立即显示在客户页；等级只由分级或调整改变。"),
        ("grading:orders", "grading:receivables"),
    ),
    Article(
        "R3.B4",
        _("高层领导重视，推动部门之间的协调与合作。"),
        Kind.AUTOMATIC,
        _(
            "分级规则和评估表的变更须由总经理批准；每次分级的结果汇总发给总经理，月度统计表报总经理批准。"
        ),
        ("grading:runs", "grading:what_if", "monthly:list"),
    ),
]
