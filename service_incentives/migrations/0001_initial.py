import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0003_submission_answer"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectKind",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="类型代码")),
                ("name", models.CharField(max_length=60, verbose_name="项目类型")),
            ],
            options={
                "verbose_name": "项目类型",
                "verbose_name_plural": "项目类型",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Coefficient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=8, verbose_name="工作系数"),
                ),
                ("applies_from", models.DateField(verbose_name="自何日起")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("proposed_at", models.DateTimeField(default=foundation.clock.now)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coefficients",
                        to="service_incentives.projectkind",
                        verbose_name="项目类型",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作系数",
                "verbose_name_plural": "工作系数",
                "ordering": ["kind", "-applies_from"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "applies_from"), name="one_coefficient_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gt", 0)), name="coefficient_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(
                                ("approved_at__isnull", False), ("approved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="coefficient_approval_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="process.matter",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("praise", "用户表扬信"),
                            ("saving", "节约服务成本"),
                            ("complaint", "属个人原因的客户投诉"),
                            ("accident", "安全事故"),
                            ("own_fault", "个人原因造成第二次服务"),
                            ("entry_error", "已结算行程登记有误"),
                            ("quality", "质量考核金额"),
                            ("half_year", "半年度绩效奖金"),
                            ("annual", "年度绩效"),
                            ("service_product", "服务产品销售奖励"),
                        ],
                        max_length=16,
                        verbose_name="事项",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="发生日期")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="金额（元）",
                    ),
                ),
                ("evidence", models.TextField(verbose_name="事实与依据")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="文件编号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待认定"),
                            ("decided", "已认定"),
                            ("refused", "不予认定"),
                            ("void", "已作废"),
                        ],
                        default="proposed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_on", models.DateField(null=True, verbose_name="认定日期")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "奖惩认定",
                "verbose_name_plural": "奖惩认定",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "decided")),
                        fields=["decided_on"],
                        name="finding_decided",
                    ),
                    models.Index(fields=["person", "-matter"], name="finding_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayRun",
            fields=[
                (
                    "matter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="%(class)s",
                        serialize=False,
                        to="process.matter",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("monthly", "月度绩效")], max_length=12, verbose_name="种类"
                    ),
                ),
                ("period", models.DateField(verbose_name="所属期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("awaiting_finance", "待财务核实"),
                            ("awaiting_hr", "待人事审核"),
                            ("awaiting_leader", "待领导审核"),
                            ("approved", "已批准，待发放"),
                            ("paid", "已发放，待锁定"),
                            ("locked", "已锁定"),
                            ("void", "已作废"),
                        ],
                        default="draft",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "computation",
                    models.PositiveSmallIntegerField(default=0, verbose_name="计算次数"),
                ),
                ("computed_at", models.DateTimeField(null=True, verbose_name="计算时间")),
                ("policies", models.JSONField(default=dict, verbose_name="采用的政策取值")),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("finance_checked_at", models.DateTimeField(null=True)),
                ("hr_checked_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("paid_on", models.DateField(null=True, verbose_name="发放日期")),
                ("locked_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "computed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finance_checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hr_checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "发放单",
                "verbose_name_plural": "发放单",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "void"), _negated=True),
                        fields=("kind", "period"),
                        name="one_run_a_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PayLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("computation", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("points", "月度绩效"),
                            ("reward", "奖励"),
                            ("fine", "罚款"),
                            ("referenced", "依据其他制度"),
                            ("carried_in", "上期结转抵扣"),
                            ("carried_out", "不足抵扣，结转下期"),
                        ],
                        max_length=12,
                        verbose_name="项目",
                    ),
                ),
                ("article", models.CharField(max_length=12, verbose_name="条款")),
                ("period", models.DateField(verbose_name="所属期")),
                ("payer", models.CharField(max_length=12)),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="金额"),
                ),
                ("formula", models.CharField(max_length=200, verbose_name="算式")),
                ("inputs", models.JSONField(default=dict)),
                (
                    "zero_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_trips", "当期没有计入的行程"),
                            ("below_base", "点数未超过基数"),
                            ("fines_off", "罚款抵扣已停用"),
                        ],
                        max_length=12,
                        verbose_name="为零的原因",
                    ),
                ),
                (
                    "trips",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="service_incentives.payline",
                        verbose_name="更正",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="service_incentives.payrun",
                        verbose_name="发放单",
                    ),
                ),
            ],
            options={
                "verbose_name": "激励明细",
                "verbose_name_plural": "激励明细",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["run", "computation", "person"], name="line_of_run"),
                    models.Index(fields=["person", "-id"], name="line_of_person"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PayRunEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "kind",
                    models.CharField(
                        choices=[("monthly", "月度绩效")], max_length=12, verbose_name="种类"
                    ),
                ),
                ("period", models.DateField(verbose_name="所属期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "草稿"),
                            ("awaiting_finance", "待财务核实"),
                            ("awaiting_hr", "待人事审核"),
                            ("awaiting_leader", "待领导审核"),
                            ("approved", "已批准，待发放"),
                            ("paid", "已发放，待锁定"),
                            ("locked", "已锁定"),
                            ("void", "已作废"),
                        ],
                        default="draft",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "computation",
                    models.PositiveSmallIntegerField(default=0, verbose_name="计算次数"),
                ),
                ("computed_at", models.DateTimeField(null=True, verbose_name="计算时间")),
                ("policies", models.JSONField(default=dict, verbose_name="采用的政策取值")),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("finance_checked_at", models.DateTimeField(null=True)),
                ("hr_checked_at", models.DateTimeField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("paid_on", models.DateField(null=True, verbose_name="发放日期")),
                ("locked_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "computed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "finance_checked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hr_checked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "paid_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="service_incentives.payrun",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PayView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("seen", "查看"), ("printed", "打印"), ("exported", "导出")],
                        max_length=8,
                        verbose_name="动作",
                    ),
                ),
                ("at", models.DateTimeField(default=foundation.clock.now, verbose_name="时间")),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁的激励",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="service_incentives.payrun",
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查看人",
                    ),
                ),
            ],
            options={
                "verbose_name": "激励查看记录",
                "verbose_name_plural": "激励查看记录",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="项目编号")),
                ("name", models.CharField(max_length=120, verbose_name="项目名称")),
                (
                    "energised_on",
                    models.DateField(blank=True, null=True, verbose_name="正常通电日期"),
                ),
                (
                    "engineer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="调试负责人",
                    ),
                ),
            ],
            options={
                "verbose_name": "项目",
                "verbose_name_plural": "项目",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=40, verbose_name="项目编号")),
                ("name", models.CharField(max_length=120, verbose_name="项目名称")),
                (
                    "energised_on",
                    models.DateField(blank=True, null=True, verbose_name="正常通电日期"),
                ),
                (
                    "engineer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="调试负责人",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="service_incentives.project",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoefficientEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "value",
                    models.DecimalField(decimal_places=4, max_digits=8, verbose_name="工作系数"),
                ),
                ("applies_from", models.DateField(verbose_name="自何日起")),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="说明")),
                ("proposed_at", models.DateTimeField(default=foundation.clock.now)),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="service_incentives.coefficient",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="service_incentives.projectkind",
                        verbose_name="项目类型",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StaffPosition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("engineer", "服务工程师"),
                            ("leader", "组长"),
                            ("management", "客服管理部"),
                            ("none", "不在激励范围"),
                        ],
                        max_length=12,
                        verbose_name="岗位",
                    ),
                ),
                ("since", models.DateField(verbose_name="自何日起")),
                ("set_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_positions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位",
                "verbose_name_plural": "岗位",
                "ordering": ["person", "-since"],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "since"), name="one_position_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffPositionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "position",
                    models.CharField(
                        choices=[
                            ("engineer", "服务工程师"),
                            ("leader", "组长"),
                            ("management", "客服管理部"),
                            ("none", "不在激励范围"),
                        ],
                        max_length=12,
                        verbose_name="岗位",
                    ),
                ),
                ("since", models.DateField(verbose_name="自何日起")),
                ("set_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="service_incentives.staffposition",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Trip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("started_on", models.DateField(verbose_name="出发日期")),
                ("ended_on", models.DateField(verbose_name="结束日期")),
                (
                    "visit",
                    models.CharField(
                        choices=[
                            ("first", "首次服务"),
                            ("omission", "重复服务：调试功能缺失或遗漏"),
                            ("repeat", "重复服务：其他原因"),
                        ],
                        default="first",
                        max_length=8,
                        verbose_name="服务性质",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("signed", "已签收"),
                            ("unsigned", "未签，待处理"),
                            ("excused", "经同意免签"),
                            ("fined", "未签，罚款"),
                        ],
                        default="signed",
                        max_length=8,
                        verbose_name="服务记录单",
                    ),
                ),
                (
                    "paper_decided_on",
                    models.DateField(null=True, verbose_name="服务记录单处理日期"),
                ),
                (
                    "paper_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="未签原因"),
                ),
                (
                    "entered_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="登记时间"),
                ),
                ("voided_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="作废原因"),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="service_incentives.projectkind",
                        verbose_name="项目类型",
                    ),
                ),
                (
                    "paper_decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="服务记录单处理人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工程师",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trips",
                        to="service_incentives.project",
                        verbose_name="项目",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作废人",
                    ),
                ),
            ],
            options={
                "verbose_name": "出差记录",
                "verbose_name_plural": "出差记录",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["ended_on", "person"], name="trip_ended"),
                    models.Index(fields=["person", "-id"], name="trip_of_person"),
                    models.Index(fields=["entered_at"], name="trip_entered"),
                    models.Index(
                        condition=models.Q(("paper", "unsigned"), ("voided_at", None)),
                        fields=["ended_on"],
                        name="trip_unsigned",
                    ),
                    models.Index(
                        condition=models.Q(("paper", "fined")),
                        fields=["paper_decided_on"],
                        name="trip_fined",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("person", "project", "started_on"),
                        name="trip_entered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__gte", models.F("started_on"))),
                        name="trip_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("paper__in", ["excused", "fined"]),
                                ("paper_decided_by__isnull", False),
                                ("paper_decided_on__isnull", False),
                            ),
                            models.Q(
                                models.Q(("paper__in", ["excused", "fined"]), _negated=True),
                                ("paper_decided_by", None),
                                ("paper_decided_on", None),
                            ),
                            _connector="OR",
                        ),
                        name="paper_decided_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("voided_at", None), ("voided_by", None)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="trip_void_complete",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("praise", "用户表扬信"),
                            ("saving", "节约服务成本"),
                            ("complaint", "属个人原因的客户投诉"),
                            ("accident", "安全事故"),
                            ("own_fault", "个人原因造成第二次服务"),
                            ("entry_error", "已结算行程登记有误"),
                            ("quality", "质量考核金额"),
                            ("half_year", "半年度绩效奖金"),
                            ("annual", "年度绩效"),
                            ("service_product", "服务产品销售奖励"),
                        ],
                        max_length=16,
                        verbose_name="事项",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="发生日期")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=12,
                        null=True,
                        verbose_name="金额（元）",
                    ),
                ),
                ("evidence", models.TextField(verbose_name="事实与依据")),
                ("document", models.CharField(blank=True, max_length=120, verbose_name="文件编号")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待认定"),
                            ("decided", "已认定"),
                            ("refused", "不予认定"),
                            ("void", "已作废"),
                        ],
                        default="proposed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_on", models.DateField(null=True, verbose_name="认定日期")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="service_incentives.finding",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
                (
                    "trip",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="service_incentives.trip",
                        verbose_name="所涉行程",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="finding",
            name="trip",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="service_incentives.trip",
                verbose_name="所涉行程",
            ),
        ),
        migrations.CreateModel(
            name="TripEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("started_on", models.DateField(verbose_name="出发日期")),
                ("ended_on", models.DateField(verbose_name="结束日期")),
                (
                    "visit",
                    models.CharField(
                        choices=[
                            ("first", "首次服务"),
                            ("omission", "重复服务：调试功能缺失或遗漏"),
                            ("repeat", "重复服务：其他原因"),
                        ],
                        default="first",
                        max_length=8,
                        verbose_name="服务性质",
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("signed", "已签收"),
                            ("unsigned", "未签，待处理"),
                            ("excused", "经同意免签"),
                            ("fined", "未签，罚款"),
                        ],
                        default="signed",
                        max_length=8,
                        verbose_name="服务记录单",
                    ),
                ),
                (
                    "paper_decided_on",
                    models.DateField(null=True, verbose_name="服务记录单处理日期"),
                ),
                (
                    "paper_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="未签原因"),
                ),
                (
                    "entered_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="登记时间"),
                ),
                ("voided_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="作废原因"),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="service_incentives.projectkind",
                        verbose_name="项目类型",
                    ),
                ),
                (
                    "paper_decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="服务记录单处理人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工程师",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="service_incentives.trip",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="service_incentives.project",
                        verbose_name="项目",
                    ),
                ),
                (
                    "voided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="作废人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="异议")),
                ("raised_at", models.DateTimeField(default=foundation.clock.now)),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("is_upheld", models.BooleanField(null=True, verbose_name="异议成立")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="service_incentives.payline",
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "verbose_name_plural": "异议",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("line",),
                        name="one_open_objection_a_line",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payrun",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_payrunevent" ("approved_at", "approved_by_id", "computation", "computed_at", "computed_by_id", "confirmed_at", "confirmed_by_id", "finance_checked_at", "finance_checked_by_id", "hr_checked_at", "hr_checked_by_id", "kind", "locked_at", "paid_by_id", "paid_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policies", "state") SELECT new_values."approved_at", new_values."approved_by_id", new_values."computation", new_values."computed_at", new_values."computed_by_id", new_values."confirmed_at", new_values."confirmed_by_id", new_values."finance_checked_at", new_values."finance_checked_by_id", new_values."hr_checked_at", new_values."hr_checked_by_id", new_values."kind", new_values."locked_at", new_values."paid_by_id", new_values."paid_on", new_values."period", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."policies", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9b59a588c8d511be8c08b1e7f5f36faf6054c92d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d679",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="service_incentives_payrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_payrunevent" ("approved_at", "approved_by_id", "computation", "computed_at", "computed_by_id", "confirmed_at", "confirmed_by_id", "finance_checked_at", "finance_checked_by_id", "hr_checked_at", "hr_checked_by_id", "kind", "locked_at", "paid_by_id", "paid_on", "period", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policies", "state") SELECT new_values."approved_at", new_values."approved_by_id", new_values."computation", new_values."computed_at", new_values."computed_by_id", new_values."confirmed_at", new_values."confirmed_by_id", new_values."finance_checked_at", new_values."finance_checked_by_id", new_values."hr_checked_at", new_values."hr_checked_by_id", new_values."kind", new_values."locked_at", new_values."paid_by_id", new_values."paid_on", new_values."period", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."policies", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."approved_at" IS DISTINCT FROM (new_values."approved_at") OR old_values."approved_by_id" IS DISTINCT FROM (new_values."approved_by_id") OR old_values."computation" IS DISTINCT FROM (new_values."computation") OR old_values."computed_at" IS DISTINCT FROM (new_values."computed_at") OR old_values."computed_by_id" IS DISTINCT FROM (new_values."computed_by_id") OR old_values."confirmed_at" IS DISTINCT FROM (new_values."confirmed_at") OR old_values."confirmed_by_id" IS DISTINCT FROM (new_values."confirmed_by_id") OR old_values."finance_checked_at" IS DISTINCT FROM (new_values."finance_checked_at") OR old_values."finance_checked_by_id" IS DISTINCT FROM (new_values."finance_checked_by_id") OR old_values."hr_checked_at" IS DISTINCT FROM (new_values."hr_checked_at") OR old_values."hr_checked_by_id" IS DISTINCT FROM (new_values."hr_checked_by_id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."locked_at" IS DISTINCT FROM (new_values."locked_at") OR old_values."paid_by_id" IS DISTINCT FROM (new_values."paid_by_id") OR old_values."paid_on" IS DISTINCT FROM (new_values."paid_on") OR old_values."period" IS DISTINCT FROM (new_values."period") OR old_values."policies" IS DISTINCT FROM (new_values."policies") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9519f44988b5822c966c9c8b158f9001e58feddc",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_abbaa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="service_incentives_payrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e89673cf56bba75840e8e51c8a1873b4484b57f6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_64f3e",
                    table="service_incentives_payline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payline",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="99917f7976fe298d814086528cfe00fdbd42a6f7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7a7e9",
                    table="service_incentives_payline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payrunevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="0a45fbbf007a414ee1ce0f5b6c39a6fa7dab0e3f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_04a25",
                    table="service_incentives_payrunevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payrunevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="eb27bb7b8c37e7864f62a3ad5fa31af68ab32065",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0d460",
                    table="service_incentives_payrunevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payview",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="78500db4443a22e67d18c9e002c8dd05fa2bfb9e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2fd4c",
                    table="service_incentives_payview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="payview",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="da8a34c0556419c827515bd21fd222bed37c8fdb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fbe6a",
                    table="service_incentives_payview",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_projectevent" ("code", "energised_on", "engineer_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."energised_on", new_values."engineer_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ab64e263bc81fe8674a414dad6b3040bf4f32be7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cd49c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="service_incentives_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_projectevent" ("code", "energised_on", "engineer_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."energised_on", new_values."engineer_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="074e61392dc65f4bd27bebcd61cac92b6de24c13",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7eb6e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="service_incentives_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="c2fa575138744f8ede2e83d63bded2c3673c5d4b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_5af26",
                    table="service_incentives_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ef653cf3d63b519413c6aaaa3740da8c9e953271",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f245c",
                    table="service_incentives_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coefficientevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="2a509ff1e24c3ce7225da764df8031537eacb94d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_76f96",
                    table="service_incentives_coefficientevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coefficientevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b17ddfc199cbf8cef51947058a9bfbdf92eb9cfe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e6f03",
                    table="service_incentives_coefficientevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coefficient",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_coefficientevent" ("applies_from", "approved_at", "approved_by_id", "id", "kind_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "value") SELECT new_values."applies_from", new_values."approved_at", new_values."approved_by_id", new_values."id", new_values."kind_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."value" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9d92b877fa691098c9207ff0e4e54232349fdc96",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4a018",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="service_incentives_coefficient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="coefficient",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_coefficientevent" ("applies_from", "approved_at", "approved_by_id", "id", "kind_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "value") SELECT new_values."applies_from", new_values."approved_at", new_values."approved_by_id", new_values."id", new_values."kind_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."proposed_at", new_values."proposed_by_id", new_values."value" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="81917d4b137c5a4472e7bc20ff49e90164c548b3",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_29cd5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="service_incentives_coefficient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffposition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_staffpositionevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "set_at", "set_by_id", "since") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."set_at", new_values."set_by_id", new_values."since" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f1bacc7f986376c97ff3a405faaeaafe9e4132ed",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98b34",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="service_incentives_staffposition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffposition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_staffpositionevent" ("id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "set_at", "set_by_id", "since") SELECT new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."set_at", new_values."set_by_id", new_values."since" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="40d5fa0107f579c540f0519e4e778346b4abeaa1",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db40f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="service_incentives_staffposition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffpositionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="1196594c226407ec22bea95767c50eb24fc52c82",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a842c",
                    table="service_incentives_staffpositionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="staffpositionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ec1cb4337b0bdb66bb6ba15d917c5cf2cee0b69e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_579da",
                    table="service_incentives_staffpositionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trip",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_tripevent" ("ended_on", "entered_at", "entered_by_id", "id", "kind_id", "paper", "paper_decided_by_id", "paper_decided_on", "paper_reason", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "started_on", "visit", "void_reason", "voided_at", "voided_by_id") SELECT new_values."ended_on", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind_id", new_values."paper", new_values."paper_decided_by_id", new_values."paper_decided_on", new_values."paper_reason", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."started_on", new_values."visit", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e87e6f6de5f371a8c9b9cc7d71dee5653c247f3e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_57b18",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="service_incentives_trip",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="trip",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_tripevent" ("ended_on", "entered_at", "entered_by_id", "id", "kind_id", "paper", "paper_decided_by_id", "paper_decided_on", "paper_reason", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "started_on", "visit", "void_reason", "voided_at", "voided_by_id") SELECT new_values."ended_on", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind_id", new_values."paper", new_values."paper_decided_by_id", new_values."paper_decided_on", new_values."paper_reason", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."started_on", new_values."visit", new_values."void_reason", new_values."voided_at", new_values."voided_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="d9ad5a6eaeff70ffe887522802d50f7c64a4227e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c3c67",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="service_incentives_trip",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="86403a62d12c34601bf9d169d8878099fd626a46",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_43894",
                    table="service_incentives_findingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bdfd04b4ddc2931b0c652ecdcad3713adbc538da",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b5624",
                    table="service_incentives_findingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["proposed", "decided"]), ("trip__isnull", False)),
                fields=("trip",),
                name="trip_coefficient_taken_off_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["own_fault", "entry_error"]), ("trip__isnull", False)),
                    models.Q(
                        models.Q(("kind__in", ["own_fault", "entry_error"]), _negated=True),
                        ("trip", None),
                    ),
                    _connector="OR",
                ),
                name="finding_about_a_trip",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_findingevent" ("amount", "decided_at", "decided_by_id", "decided_on", "document", "evidence", "happened_on", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "state", "trip_id") SELECT new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."decided_on", new_values."document", new_values."evidence", new_values."happened_on", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."proposed_by_id", new_values."state", new_values."trip_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="58ab925081e39e5c35e4364b4ba825566ceee20e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92c64",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="service_incentives_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="finding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "service_incentives_findingevent" ("amount", "decided_at", "decided_by_id", "decided_on", "document", "evidence", "happened_on", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "state", "trip_id") SELECT new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."decided_on", new_values."document", new_values."evidence", new_values."happened_on", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."proposed_by_id", new_values."state", new_values."trip_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."decided_on" IS DISTINCT FROM (new_values."decided_on") OR old_values."document" IS DISTINCT FROM (new_values."document") OR old_values."evidence" IS DISTINCT FROM (new_values."evidence") OR old_values."happened_on" IS DISTINCT FROM (new_values."happened_on") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."proposed_by_id" IS DISTINCT FROM (new_values."proposed_by_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."trip_id" IS DISTINCT FROM (new_values."trip_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="40557ee22a18daa9d91746bdb06208c01fabcb0f",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93d93",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="service_incentives_finding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tripevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="97ac62730b49de8b4f8becb3f44ec7a79d8f537d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_09205",
                    table="service_incentives_tripevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tripevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ce25b34950672d8ea472a575cbd2d50896e0b339",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0b7d2",
                    table="service_incentives_tripevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
