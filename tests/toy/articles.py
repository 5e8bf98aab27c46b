from foundation.articles import Article, Kind

ARTICLES = [
    Article("R99.1", "便笺由书写人办结。", Kind.RECORDED),
    Article("R99.2", "便笺可以打印。", Kind.RECORDED),
    Article("R99.3", "各门店每月 10 日前归档上月便笺，没有的须申报。", Kind.RECORDED),
]
