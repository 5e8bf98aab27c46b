import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("key_accounts", "0005_usage"),
        ("people", "0003_row_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exchange",
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
                            ("information", "信息共享"),
                            ("request", "请求支持"),
                            ("lead", "联合开发线索"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("subject", models.CharField(max_length=100, verbose_name="题目")),
                ("content", models.TextField(verbose_name="内容")),
                ("due_on", models.DateField(verbose_name="办结期限")),
                ("outcome", models.TextField(blank=True, default="", verbose_name="办结结果")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "交流中"), ("closed", "已办结")],
                        default="open",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "accounts",
                    models.ManyToManyField(
                        related_name="exchanges", to="key_accounts.account", verbose_name="大客户"
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发起人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="发起单位",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        related_name="+", to="people.department", verbose_name="共享给"
                    ),
                ),
            ],
            options={
                "verbose_name": "单位间交流",
                "verbose_name_plural": "单位间交流",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                        choices=[("method", "管理方式"), ("project", "具体项目")],
                        max_length=8,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("goal", models.TextField(verbose_name="目标")),
                ("starts_on", models.DateField(verbose_name="开始日期")),
                ("ends_on", models.DateField(verbose_name="结束日期")),
                ("result", models.TextField(blank=True, default="", verbose_name="结果")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "实施中"), ("closed", "已结束")],
                        default="running",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "accounts",
                    models.ManyToManyField(
                        related_name="programmes", to="key_accounts.account", verbose_name="大客户"
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
                    ),
                ),
            ],
            options={
                "verbose_name": "大客户项目",
                "verbose_name_plural": "大客户项目",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="programme_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="里程碑")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("note", models.TextField(blank=True, default="", verbose_name="完成情况")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="key_accounts.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "里程碑",
                "verbose_name_plural": "里程碑",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("subject", models.CharField(max_length=100, verbose_name="题目")),
                ("content", models.TextField(verbose_name="建议内容")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待领导决定"),
                            ("accepted", "已采纳，落实中"),
                            ("done", "已落实"),
                            ("rejected", "未采纳"),
                        ],
                        default="proposed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("decision", models.TextField(blank=True, default="", verbose_name="领导意见")),
                ("due_on", models.DateField(null=True, verbose_name="落实期限")),
                ("result", models.TextField(blank=True, default="", verbose_name="落实结果")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="key_accounts.account",
                        verbose_name="大客户",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="决定人",
                    ),
                ),
                (
                    "follower",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="落实人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建议人",
                    ),
                ),
            ],
            options={
                "verbose_name": "大客户服务建议",
                "verbose_name_plural": "大客户服务建议",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["accepted", "done"]), _negated=True),
                            models.Q(("due_on__isnull", False), ("follower__isnull", False)),
                            _connector="OR",
                        ),
                        name="accepted_proposal_is_followed_up",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.TextField(verbose_name="回复")),
                ("at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "exchange",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="key_accounts.exchange",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                    ),
                ),
            ],
            options={
                "verbose_name": "交流回复",
                "verbose_name_plural": "交流回复",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Training",
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
                ("topic", models.CharField(max_length=100, verbose_name="培训主题")),
                ("content", models.TextField(verbose_name="培训内容")),
                ("planned_on", models.DateField(verbose_name="培训日期")),
                ("place", models.CharField(max_length=100, verbose_name="地点")),
                ("trainer", models.CharField(max_length=60, verbose_name="讲师")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "已计划"),
                            ("held", "已举办"),
                            ("cancelled", "已取消"),
                        ],
                        default="planned",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="计划人",
                    ),
                ),
            ],
            options={
                "verbose_name": "大客户业务培训",
                "verbose_name_plural": "大客户业务培训",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was_present", models.BooleanField(null=True, verbose_name="到场")),
                (
                    "score",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, null=True, verbose_name="测验成绩"
                    ),
                ),
                ("has_passed", models.BooleanField(null=True, verbose_name="是否合格")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="学员",
                    ),
                ),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="key_accounts.training",
                    ),
                ),
            ],
            options={
                "verbose_name": "培训学员",
                "verbose_name_plural": "培训学员",
                "constraints": [
                    models.UniqueConstraint(fields=("training", "person"), name="trainee_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score", None),
                            models.Q(("score__range", (0, 100)), ("was_present", True)),
                            _connector="OR",
                        ),
                        name="score_of_who_was_there",
                    ),
                ],
            },
        ),
    ]
