"""What the demo company files. Data only."""

from __future__ import annotations

from dataclasses import dataclass

OFFICE, ADMIN_HR, FINANCE, OPERATIONS = "10", "20", "30", "40"
AFTER_SALES, PRODUCTION, LOGISTICS, KEY_ACCOUNTS = "50", "55", "58", "60"

SHORT, LONG, PERMANENT = 1, 2, 3

# department -> number, title, category, retention
CLAUSES: dict[str, list[tuple[str, str, str, int]]] = {
    OFFICE: [
        ("1", "总经理办公会议", "meeting", PERMANENT),
        ("2", "公司发文", "correspondence", PERMANENT),
        ("3", "上级来文", "superior", LONG),
        ("4", "大事记与声像", "history", PERMANENT),
        ("5", "保密材料", "classified", PERMANENT),
    ],
    ADMIN_HR: [
        ("1", "任免与奖惩", "appointment", PERMANENT),
        ("2", "规章制度", "regulation", PERMANENT),
        ("3", "招聘与培训", "internal", SHORT),
    ],
    FINANCE: [
        ("1", "预算与决算", "internal", PERMANENT),
        ("2", "税务往来", "correspondence", LONG),
        ("3", "固定资产清单", "assets", LONG),
    ],
    OPERATIONS: [
        ("1", "营运计划与总结", "internal", LONG),
        ("2", "促销活动", "internal", SHORT),
        ("3", "代理与加盟合同", "contract", LONG),
    ],
    AFTER_SALES: [
        ("1", "质量分析报告", "internal", LONG),
        ("2", "来访与信访", "visitors", SHORT),
    ],
    PRODUCTION: [
        ("1", "工艺图纸", "drawing", PERMANENT),
        ("2", "生产计划与统计", "internal", LONG),
    ],
    LOGISTICS: [
        ("1", "仓储盘点", "internal", SHORT),
        ("2", "运输合同", "contract", LONG),
    ],
    KEY_ACCOUNTS: [
        ("1", "大客户合同", "contract", LONG),
        ("2", "大客户往来", "correspondence", SHORT),
    ],
}


@dataclass(frozen=True)
class Paper:
    """``clause`` is its place in the scheme, {month} and {year} stand for those of its date."""

    department: str
    clause: str
    name: str
    pages: tuple[int, int]
    kind: str = "other"
    secrecy: int = 2
    is_company_print: bool = False
    medium: str = "paper"
    terms: tuple[str, ...] = ()


PAPERS = [
    Paper(OFFICE, "1", "{year}年{month}月总经理办公会会议纪要", (3, 8), "meeting", 3, terms=("办公会",)),
    Paper(OFFICE, "2", "关于调整{month}月值班安排的通知", (1, 3), is_company_print=True),
    Paper(OFFICE, "2", "关于开展安全生产检查的通知", (2, 5), is_company_print=True, terms=("安全",)),
    Paper(OFFICE, "3", "市商务局关于规范家电售后服务的通知", (4, 9), terms=("售后服务",)),
    Paper(OFFICE, "4", "{year}年{month}月公司大事记", (2, 4), secrecy=1),
    Paper(OFFICE, "5", "核心供应商采购底价一览", (2, 4), secrecy=5),
    Paper(OFFICE, "5", "股权调整方案讨论稿", (5, 12), secrecy=4),
    Paper(ADMIN_HR, "1", "关于任命门店店长的决定", (1, 2), secrecy=2, terms=("任免",)),
    Paper(ADMIN_HR, "1", "关于表彰第{month}期服务之星的决定", (1, 3), secrecy=1, terms=("奖励",)),
    Paper(ADMIN_HR, "2", "考勤管理办法（修订）", (6, 12), terms=("考勤",)),
    Paper(ADMIN_HR, "3", "{month}月新员工培训签到与考核表", (3, 10)),
    Paper(ADMIN_HR, "3", "薪酬调整测算说明", (4, 8), secrecy=3),
    Paper(FINANCE, "1", "{year}年{month}月预算执行情况报告", (5, 14), "other", 3, terms=("预算",)),
    Paper(FINANCE, "2", "{month}月增值税申报往来函", (2, 6)),
    Paper(FINANCE, "3", "固定资产增减清单（{month}月）", (2, 7)),
    Paper(OPERATIONS, "1", "{month}月营运工作总结", (4, 9), "summary", terms=("总结",)),
    Paper(OPERATIONS, "2", "{month}月会员日促销方案", (3, 7), terms=("促销",)),
    Paper(OPERATIONS, "3", "滨江区域代理合同", (8, 20), terms=("代理",)),
    Paper(AFTER_SALES, "1", "按摩椅 A3 质量分析报告", (5, 12), terms=("质量",)),
    Paper(AFTER_SALES, "2", "客户来访接待记录（{month}月）", (1, 4)),
    Paper(PRODUCTION, "1", "足浴盆 F6 底壳装配图", (2, 6), medium="electronic", terms=("图纸",)),
    Paper(PRODUCTION, "2", "{month}月生产统计报表", (3, 6)),
    Paper(LOGISTICS, "1", "{month}月末仓储盘点表", (4, 11)),
    Paper(LOGISTICS, "2", "干线运输服务合同", (6, 15)),
    Paper(KEY_ACCOUNTS, "1", "健康产业园采购框架合同", (10, 24), secrecy=3, terms=("合同",)),
    Paper(KEY_ACCOUNTS, "2", "关于延长供货期限的往来函", (1, 3)),
]  # fmt: skip
RETURNED = ["缺少附件一，请补齐。", "页数与目录不符，请核对。", "合同缺签章页。"]
