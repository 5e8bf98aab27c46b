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
        Kind.RECORDED,
        _("订单逐行登记或导入；取消的不计，退货按其自身日期为负。"),
        ("grading:orders",),
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
        Kind.RECORDED,
        _("订单行记录不含税的金额和成本；没有成本的行不计并列出。"),
        ("grading:orders",),
    ),
    Article(
        "R3.5",
        _("综合加权：各指标只反映一面，须加权综合。"),
        Kind.AUTOMATIC,
        _("权重、统计期和分数线是一项整体政策，权重合计 100、分数线依次降低，否则不能起草。"),
    ),
    Article(
        "R3.B1",
        _("统一记录各部门接触客户的资料，发现高价值客户，提供有针对性的服务。"),
        Kind.RECORDED,
        _("订单和应收记录来源部门。"),
        ("grading:orders", "grading:receivables"),
    ),
    Article(
        "R3.B2",
        _("记录各推广渠道接触的客户，评价营销活动的效果。"),
        Kind.INFORMATIVE,
    ),
    Article(
        "R3.B3",
        _("及时得到销售实时信息，以提高销售收入。"),
        Kind.INFORMATIVE,
    ),
    Article(
        "R3.B4",
        _("高层领导重视，推动部门之间的协调与合作。"),
        Kind.AUTOMATIC,
        _("分级规则和评估表的变更须由总经理批准，起草人不能批准。"),
    ),
]
