from django.db import migrations
from django.utils import timezone

from foundation.people.roles import load_groups

OPENING = (
    "您好，我是{company}的工作人员。这份调查用于了解您的基本情况，之后我们会向您介绍本公司销售的产品和活动。"
    "填写完全自愿，不填写不影响您的任何权益。"
)
CONSENT = """一、处理者：{company}。
二、目的：与您联系、回访，并向您介绍和销售本公司的产品。
三、内容：姓名、电话、地址和您回答的问题。其中健康史和用药情况是敏感个人信息，用于避免向您介绍不适合的产品；不回答也可以参加活动、购买产品。
四、保存：健康信息加密保存，只有负责的代表、销售经理和顾服主管医生能够查看，每次查看都有记录；不向他人提供。
五、您的权利：可以随时查阅、更正、删除，也可以随时撤回同意；撤回后我们停止联系并删除健康信息。请联系本公司客户服务部。
六、本公司的产品不能代替药品，请遵医嘱用药。"""


def question(code, section, kind, label, choices=(), is_health=False):
    return {
        "code": code, "section": section, "kind": kind, "label": label, "choices": list(choices),
        "is_health": is_health,
    }  # fmt: skip


QUESTIONS = [
    question("sex", "person", "choice", "性别", ["男", "女"]),
    question("born_on", "person", "date", "出生日期"),
    question("lives_with", "family", "choice", "与谁同住", ["独居", "与配偶", "与子女", "其他"]),
    question("children", "family", "number", "子女人数"),
    question("illnesses", "history", "text", "既往疾病", is_health=True),
    question(
        "pressure", "history", "choice", "血压", ["正常", "偏高", "偏低", "不清楚"], is_health=True
    ),
    question("sleep", "history", "choice", "睡眠", ["好", "一般", "差"], is_health=True),
    question("medicines", "medication", "text", "正在服用的药品", is_health=True),
    question("supplements", "medication", "text", "正在服用的保健食品", is_health=True),
    question("call_at", "contact", "choice", "方便接电话的时间", ["上午", "下午", "晚上"]),
]
ROLES = (
    "satisfaction_representative",
    "health_supervisor",
    "health_sales_manager",
    "service_doctor",
    "customer_service_manager",
)


def load(apps, schema_editor):
    load_groups(apps, *ROLES)
    system = apps.get_model("people", "User").objects.get(account="system")
    apps.get_model("health_forms", "FormDesign").objects.create(
        version=1, opening=OPENING, consent=CONSENT, questions=QUESTIONS, published_by=system,
        published_at=timezone.now(),
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("health_forms", "0001_initial"),
        ("people", "0002_accounts_and_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
