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
        ("customers", "0001_initial"),
        ("people", "0002_accounts_and_roles"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
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
                    "contact_name",
                    models.CharField(blank=True, max_length=40, verbose_name="联系人"),
                ),
                ("contact_phone", models.CharField(max_length=30, verbose_name="联系电话")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱"),
                ),
                ("goods", models.CharField(max_length=120, verbose_name="商品")),
                ("order_no", models.CharField(blank=True, max_length=40, verbose_name="订单号")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("store", "门店"),
                            ("phone", "电话"),
                            ("web", "网站"),
                            ("letter", "来信来函"),
                        ],
                        max_length=8,
                        verbose_name="投诉渠道",
                    ),
                ),
                ("ground", models.CharField(max_length=20, verbose_name="投诉理由")),
                ("what_happened", models.TextField(verbose_name="投诉内容")),
                (
                    "demands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("reduction", "减价"),
                                ("return", "退货"),
                                ("exchange", "换货"),
                                ("compensation", "损害赔偿"),
                                ("suggestion", "批评建议"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                        verbose_name="客户要求",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                (
                    "late_entry_reason",
                    models.CharField(
                        blank=True,
                        help_text="收到一天以后才登记的，须写明原因。",
                        max_length=200,
                        verbose_name="补登原因",
                    ),
                ),
                ("tracking_code", models.CharField(blank=True, editable=False, max_length=16)),
                ("language", models.CharField(default="zh-hans", editable=False, max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "待核实理由"),
                            ("awaiting_ruling", "待裁定"),
                            ("declined", "不受理，待答复"),
                            ("awaiting_naming", "待定受理部门"),
                            ("investigating", "调查中"),
                            ("under_review", "报告待审核"),
                            ("awaiting_opinion", "待行政人事部意见"),
                            ("awaiting_gm", "待总经理批阅"),
                            ("disposing", "拟处理意见"),
                            ("awaiting_approval", "处理意见待审核"),
                            ("awaiting_reply", "待答复客户"),
                            ("closed", "已结案"),
                            ("closed_declined", "不受理结案"),
                            ("withdrawn", "客户撤诉"),
                            ("merged", "已并案"),
                            ("void", "已作废"),
                        ],
                        default="registered",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                ("started_at", models.DateTimeField(verbose_name="本轮开始")),
                ("due_on", models.DateField(verbose_name="结案期限")),
                ("is_measured", models.BooleanField(default=True, verbose_name="纳入考核")),
                ("ground_holds", models.BooleanField(null=True, verbose_name="理由成立")),
                ("ground_opinion", models.TextField(blank=True, verbose_name="核实意见")),
                ("grounds_checked_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(null=True, verbose_name="受理")),
                ("ruled_at", models.DateTimeField(null=True)),
                ("instructions", models.TextField(blank=True, verbose_name="调查指示")),
                ("named_at", models.DateTimeField(null=True)),
                ("report_reviewed_at", models.DateTimeField(null=True)),
                ("opinion", models.TextField(blank=True, verbose_name="行政人事部意见")),
                ("opinion_at", models.DateTimeField(null=True)),
                ("gm_decided_at", models.DateTimeField(null=True)),
                ("disposal_approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                (
                    "case_owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="客服主办人",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="customers.customer",
                        verbose_name="客户",
                    ),
                ),
                (
                    "disposal_approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "gm_decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "grounds_checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
                (
                    "handling_department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="受理部门",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="complaints.complaint",
                        verbose_name="并入",
                    ),
                ),
                (
                    "named_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opinion_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "report_reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ruled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        blank=True,
                        help_text="未经门店的电话、网站投诉留空，由客服核实、客服主管裁定。",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="门店",
                    ),
                ),
            ],
            options={
                "verbose_name": "投诉",
                "verbose_name_plural": "投诉",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["store", "-matter"], name="complaint_store"),
                    models.Index(
                        fields=["handling_department", "-matter"], name="complaint_handling"
                    ),
                    models.Index(fields=["received_at"], name="complaint_received"),
                    models.Index(fields=["ruled_at"], name="complaint_ruled"),
                    models.Index(fields=["ended_at"], name="complaint_ended"),
                    models.Index(fields=["contact_phone"], name="complaint_phone"),
                    models.Index(
                        condition=models.Q(("order_no", ""), _negated=True),
                        fields=["order_no"],
                        name="complaint_order",
                    ),
                    models.Index(fields=["goods", "-matter"], name="complaint_goods"),
                    models.Index(
                        condition=models.Q(("ended_at", None)),
                        fields=["due_on"],
                        name="complaint_open_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("demands__len__gte", 1)),
                        name="complaint_demands_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                (
                                    "state__in",
                                    frozenset(
                                        ["closed", "closed_declined", "merged", "void", "withdrawn"]
                                    ),
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        frozenset(
                                            [
                                                "closed",
                                                "closed_declined",
                                                "merged",
                                                "void",
                                                "withdrawn",
                                            ]
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="complaint_ended_with_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("matter")), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_not_merged_into_itself",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("tracking_code", ""), _negated=True),
                        fields=("tracking_code",),
                        name="tracking_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ComplaintEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "contact_name",
                    models.CharField(blank=True, max_length=40, verbose_name="联系人"),
                ),
                ("contact_phone", models.CharField(max_length=30, verbose_name="联系电话")),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱"),
                ),
                ("goods", models.CharField(max_length=120, verbose_name="商品")),
                ("order_no", models.CharField(blank=True, max_length=40, verbose_name="订单号")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("store", "门店"),
                            ("phone", "电话"),
                            ("web", "网站"),
                            ("letter", "来信来函"),
                        ],
                        max_length=8,
                        verbose_name="投诉渠道",
                    ),
                ),
                ("ground", models.CharField(max_length=20, verbose_name="投诉理由")),
                ("what_happened", models.TextField(verbose_name="投诉内容")),
                (
                    "demands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("reduction", "减价"),
                                ("return", "退货"),
                                ("exchange", "换货"),
                                ("compensation", "损害赔偿"),
                                ("suggestion", "批评建议"),
                            ],
                            max_length=12,
                        ),
                        size=None,
                        verbose_name="客户要求",
                    ),
                ),
                ("received_at", models.DateTimeField(verbose_name="收到时间")),
                (
                    "late_entry_reason",
                    models.CharField(
                        blank=True,
                        help_text="收到一天以后才登记的，须写明原因。",
                        max_length=200,
                        verbose_name="补登原因",
                    ),
                ),
                ("tracking_code", models.CharField(blank=True, editable=False, max_length=16)),
                ("language", models.CharField(default="zh-hans", editable=False, max_length=8)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "待核实理由"),
                            ("awaiting_ruling", "待裁定"),
                            ("declined", "不受理，待答复"),
                            ("awaiting_naming", "待定受理部门"),
                            ("investigating", "调查中"),
                            ("under_review", "报告待审核"),
                            ("awaiting_opinion", "待行政人事部意见"),
                            ("awaiting_gm", "待总经理批阅"),
                            ("disposing", "拟处理意见"),
                            ("awaiting_approval", "处理意见待审核"),
                            ("awaiting_reply", "待答复客户"),
                            ("closed", "已结案"),
                            ("closed_declined", "不受理结案"),
                            ("withdrawn", "客户撤诉"),
                            ("merged", "已并案"),
                            ("void", "已作废"),
                        ],
                        default="registered",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                ("started_at", models.DateTimeField(verbose_name="本轮开始")),
                ("due_on", models.DateField(verbose_name="结案期限")),
                ("is_measured", models.BooleanField(default=True, verbose_name="纳入考核")),
                ("ground_holds", models.BooleanField(null=True, verbose_name="理由成立")),
                ("ground_opinion", models.TextField(blank=True, verbose_name="核实意见")),
                ("grounds_checked_at", models.DateTimeField(null=True)),
                ("accepted", models.BooleanField(null=True, verbose_name="受理")),
                ("ruled_at", models.DateTimeField(null=True)),
                ("instructions", models.TextField(blank=True, verbose_name="调查指示")),
                ("named_at", models.DateTimeField(null=True)),
                ("report_reviewed_at", models.DateTimeField(null=True)),
                ("opinion", models.TextField(blank=True, verbose_name="行政人事部意见")),
                ("opinion_at", models.DateTimeField(null=True)),
                ("gm_decided_at", models.DateTimeField(null=True)),
                ("disposal_approved_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                (
                    "case_owner",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="客服主办人",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                        verbose_name="客户",
                    ),
                ),
                (
                    "disposal_approved_by",
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
                    "gm_decided_by",
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
                    "grounds_checked_by",
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
                    "handler",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
                (
                    "handling_department",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="受理部门",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="complaints.complaint",
                        verbose_name="并入",
                    ),
                ),
                (
                    "named_by",
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
                    "opinion_by",
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
                        to="complaints.complaint",
                    ),
                ),
                (
                    "registered_by",
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
                    "report_reviewed_by",
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
                    "ruled_by",
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
                    "store",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="未经门店的电话、网站投诉留空，由客服核实、客服主管裁定。",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="门店",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustomerWait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="等待事由")),
                ("began_at", models.DateTimeField(default=foundation.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "began_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waits",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("complaint",),
                        name="one_wait_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reduction", "减价"),
                            ("return", "退货"),
                            ("exchange", "换货"),
                            ("compensation", "赔偿"),
                            ("explanation", "解释致歉"),
                            ("improvement", "改进服务"),
                        ],
                        max_length=12,
                        verbose_name="处理方式",
                    ),
                ),
                ("text", models.TextField(verbose_name="处理意见")),
                (
                    "discount",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="折价金额（元）"
                    ),
                ),
                (
                    "compensation",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="赔偿金额（元）"
                    ),
                ),
                (
                    "sales_rule",
                    models.CharField(
                        blank=True,
                        help_text="有折价或赔偿时必填：规定名称与条款。",
                        max_length=120,
                        verbose_name="销售规定依据",
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposals",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
            ],
            options={
                "verbose_name": "处理意见",
                "verbose_name_plural": "处理意见",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "round"), name="one_disposal_a_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("compensation__gte", 0), ("discount__gte", 0)),
                        name="amounts_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("compensation", 0), ("discount", 0)),
                            models.Q(("sales_rule", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="amounts_cite_sales_rule",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisposalEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reduction", "减价"),
                            ("return", "退货"),
                            ("exchange", "换货"),
                            ("compensation", "赔偿"),
                            ("explanation", "解释致歉"),
                            ("improvement", "改进服务"),
                        ],
                        max_length=12,
                        verbose_name="处理方式",
                    ),
                ),
                ("text", models.TextField(verbose_name="处理意见")),
                (
                    "discount",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="折价金额（元）"
                    ),
                ),
                (
                    "compensation",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=12, verbose_name="赔偿金额（元）"
                    ),
                ),
                (
                    "sales_rule",
                    models.CharField(
                        blank=True,
                        help_text="有折价或赔偿时必填：规定名称与条款。",
                        max_length=120,
                        verbose_name="销售规定依据",
                    ),
                ),
                ("drafted_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "complaint",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
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
                        to="complaints.disposal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PreventionAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="措施")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("set_at", models.DateTimeField(default=foundation.clock.now)),
                ("done_note", models.TextField(blank=True, verbose_name="完成情况")),
                ("done_at", models.DateTimeField(null=True)),
                ("is_effective", models.BooleanField(null=True, verbose_name="有效")),
                ("check_note", models.TextField(blank=True, verbose_name="检查结果")),
                ("checked_at", models.DateTimeField(null=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prevention_actions",
                        to="complaints.complaint",
                    ),
                ),
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
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
                "verbose_name": "防范措施",
                "verbose_name_plural": "防范措施",
                "ordering": ["due_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_at", None), ("done_at__isnull", False), _connector="OR"
                        ),
                        name="prevention_checked_after_done",
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
                ("round", models.PositiveSmallIntegerField()),
                (
                    "mode",
                    models.CharField(
                        choices=[("written", "书面"), ("oral", "口头")],
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("content", models.TextField(verbose_name="答复内容")),
                ("reached", models.BooleanField(default=True, verbose_name="已联系上客户")),
                (
                    "reaction",
                    models.CharField(
                        choices=[
                            ("satisfied", "满意"),
                            ("accepted", "接受"),
                            ("dissatisfied", "不满意"),
                            ("none", "未表态"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="客户反应",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "replied_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
            ],
            options={
                "verbose_name": "客户答复",
                "verbose_name_plural": "客户答复",
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("cause_kind", models.CharField(max_length=20, verbose_name="原因分类")),
                ("cause", models.TextField(verbose_name="发生原因")),
                ("course", models.TextField(verbose_name="具体经过")),
                (
                    "nobody_reason",
                    models.TextField(
                        blank=True,
                        help_text="没有责任人也没有责任部门时必填。",
                        verbose_name="无责任者的理由",
                    ),
                ),
                ("conclusion", models.TextField(verbose_name="结论")),
                ("countermeasures", models.TextField(verbose_name="对策")),
                ("prevention", models.TextField(verbose_name="防范措施")),
                ("written_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "responsible_departments",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="people.department",
                        verbose_name="责任部门",
                    ),
                ),
                (
                    "responsible_people",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="责任人",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
            ],
            options={
                "verbose_name": "投诉调查报告",
                "verbose_name_plural": "投诉调查报告",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "round"), name="one_report_a_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("round", models.PositiveSmallIntegerField()),
                ("cause_kind", models.CharField(max_length=20, verbose_name="原因分类")),
                ("cause", models.TextField(verbose_name="发生原因")),
                ("course", models.TextField(verbose_name="具体经过")),
                (
                    "nobody_reason",
                    models.TextField(
                        blank=True,
                        help_text="没有责任人也没有责任部门时必填。",
                        verbose_name="无责任者的理由",
                    ),
                ),
                ("conclusion", models.TextField(verbose_name="结论")),
                ("countermeasures", models.TextField(verbose_name="对策")),
                ("prevention", models.TextField(verbose_name="防范措施")),
                ("written_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "complaint",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="complaints.complaint",
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
                        to="complaints.report",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撰写人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "待核实理由"),
                            ("awaiting_ruling", "待裁定"),
                            ("declined", "不受理，待答复"),
                            ("awaiting_naming", "待定受理部门"),
                            ("investigating", "调查中"),
                            ("under_review", "报告待审核"),
                            ("awaiting_opinion", "待行政人事部意见"),
                            ("awaiting_gm", "待总经理批阅"),
                            ("disposing", "拟处理意见"),
                            ("awaiting_approval", "处理意见待审核"),
                            ("awaiting_reply", "待答复客户"),
                            ("closed", "已结案"),
                            ("closed_declined", "不受理结案"),
                            ("withdrawn", "客户撤诉"),
                            ("merged", "已并案"),
                            ("void", "已作废"),
                        ],
                        max_length=20,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("accepted", models.BooleanField(null=True)),
                ("ruled_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="complaints.complaint",
                    ),
                ),
                (
                    "handling_department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ended_at"], name="round_ended")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "number"), name="one_row_per_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Satisfaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("score", models.PositiveSmallIntegerField(verbose_name="满意度（1–5）")),
                ("comment", models.TextField(blank=True, verbose_name="意见")),
                ("given_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="satisfactions",
                        to="complaints.complaint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("complaint", "round"), name="satisfaction_once_a_round"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="score_1_to_5",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_complaintevent" ("accepted", "case_owner_id", "channel", "contact_email", "contact_name", "contact_phone", "customer_id", "demands", "disposal_approved_at", "disposal_approved_by_id", "due_on", "ended_at", "gm_decided_at", "gm_decided_by_id", "goods", "ground", "ground_holds", "ground_opinion", "grounds_checked_at", "grounds_checked_by_id", "handler_id", "handling_department_id", "instructions", "is_measured", "language", "late_entry_reason", "merged_into_id", "named_at", "named_by_id", "opinion", "opinion_at", "opinion_by_id", "order_no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "registered_by_id", "report_reviewed_at", "report_reviewed_by_id", "round", "ruled_at", "ruled_by_id", "started_at", "state", "store_id", "tracking_code", "what_happened") VALUES (NEW."accepted", NEW."case_owner_id", NEW."channel", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."customer_id", NEW."demands", NEW."disposal_approved_at", NEW."disposal_approved_by_id", NEW."due_on", NEW."ended_at", NEW."gm_decided_at", NEW."gm_decided_by_id", NEW."goods", NEW."ground", NEW."ground_holds", NEW."ground_opinion", NEW."grounds_checked_at", NEW."grounds_checked_by_id", NEW."handler_id", NEW."handling_department_id", NEW."instructions", NEW."is_measured", NEW."language", NEW."late_entry_reason", NEW."merged_into_id", NEW."named_at", NEW."named_by_id", NEW."opinion", NEW."opinion_at", NEW."opinion_by_id", NEW."order_no", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_id", NEW."received_at", NEW."registered_by_id", NEW."report_reviewed_at", NEW."report_reviewed_by_id", NEW."round", NEW."ruled_at", NEW."ruled_by_id", NEW."started_at", NEW."state", NEW."store_id", NEW."tracking_code", NEW."what_happened"); RETURN NULL;',
                    hash="1f303543619dea73ef9c054093101ea51aa616f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85fac",
                    table="complaints_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted" IS DISTINCT FROM (NEW."accepted") OR OLD."case_owner_id" IS DISTINCT FROM (NEW."case_owner_id") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."customer_id" IS DISTINCT FROM (NEW."customer_id") OR OLD."demands" IS DISTINCT FROM (NEW."demands") OR OLD."disposal_approved_at" IS DISTINCT FROM (NEW."disposal_approved_at") OR OLD."disposal_approved_by_id" IS DISTINCT FROM (NEW."disposal_approved_by_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."gm_decided_at" IS DISTINCT FROM (NEW."gm_decided_at") OR OLD."gm_decided_by_id" IS DISTINCT FROM (NEW."gm_decided_by_id") OR OLD."goods" IS DISTINCT FROM (NEW."goods") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."ground_holds" IS DISTINCT FROM (NEW."ground_holds") OR OLD."ground_opinion" IS DISTINCT FROM (NEW."ground_opinion") OR OLD."grounds_checked_at" IS DISTINCT FROM (NEW."grounds_checked_at") OR OLD."grounds_checked_by_id" IS DISTINCT FROM (NEW."grounds_checked_by_id") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."handling_department_id" IS DISTINCT FROM (NEW."handling_department_id") OR OLD."instructions" IS DISTINCT FROM (NEW."instructions") OR OLD."is_measured" IS DISTINCT FROM (NEW."is_measured") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."late_entry_reason" IS DISTINCT FROM (NEW."late_entry_reason") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."named_at" IS DISTINCT FROM (NEW."named_at") OR OLD."named_by_id" IS DISTINCT FROM (NEW."named_by_id") OR OLD."opinion" IS DISTINCT FROM (NEW."opinion") OR OLD."opinion_at" IS DISTINCT FROM (NEW."opinion_at") OR OLD."opinion_by_id" IS DISTINCT FROM (NEW."opinion_by_id") OR OLD."order_no" IS DISTINCT FROM (NEW."order_no") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."registered_by_id" IS DISTINCT FROM (NEW."registered_by_id") OR OLD."report_reviewed_at" IS DISTINCT FROM (NEW."report_reviewed_at") OR OLD."report_reviewed_by_id" IS DISTINCT FROM (NEW."report_reviewed_by_id") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."ruled_at" IS DISTINCT FROM (NEW."ruled_at") OR OLD."ruled_by_id" IS DISTINCT FROM (NEW."ruled_by_id") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."store_id" IS DISTINCT FROM (NEW."store_id") OR OLD."tracking_code" IS DISTINCT FROM (NEW."tracking_code") OR OLD."what_happened" IS DISTINCT FROM (NEW."what_happened"))',
                    func='INSERT INTO "complaints_complaintevent" ("accepted", "case_owner_id", "channel", "contact_email", "contact_name", "contact_phone", "customer_id", "demands", "disposal_approved_at", "disposal_approved_by_id", "due_on", "ended_at", "gm_decided_at", "gm_decided_by_id", "goods", "ground", "ground_holds", "ground_opinion", "grounds_checked_at", "grounds_checked_by_id", "handler_id", "handling_department_id", "instructions", "is_measured", "language", "late_entry_reason", "merged_into_id", "named_at", "named_by_id", "opinion", "opinion_at", "opinion_by_id", "order_no", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "received_at", "registered_by_id", "report_reviewed_at", "report_reviewed_by_id", "round", "ruled_at", "ruled_by_id", "started_at", "state", "store_id", "tracking_code", "what_happened") VALUES (NEW."accepted", NEW."case_owner_id", NEW."channel", NEW."contact_email", NEW."contact_name", NEW."contact_phone", NEW."customer_id", NEW."demands", NEW."disposal_approved_at", NEW."disposal_approved_by_id", NEW."due_on", NEW."ended_at", NEW."gm_decided_at", NEW."gm_decided_by_id", NEW."goods", NEW."ground", NEW."ground_holds", NEW."ground_opinion", NEW."grounds_checked_at", NEW."grounds_checked_by_id", NEW."handler_id", NEW."handling_department_id", NEW."instructions", NEW."is_measured", NEW."language", NEW."late_entry_reason", NEW."merged_into_id", NEW."named_at", NEW."named_by_id", NEW."opinion", NEW."opinion_at", NEW."opinion_by_id", NEW."order_no", _pgh_attach_context(), NOW(), \'update\', NEW."matter_id", NEW."received_at", NEW."registered_by_id", NEW."report_reviewed_at", NEW."report_reviewed_by_id", NEW."round", NEW."ruled_at", NEW."ruled_by_id", NEW."started_at", NEW."state", NEW."store_id", NEW."tracking_code", NEW."what_happened"); RETURN NULL;',
                    hash="0bf1a00f7236d5ad92afa273ce8fd46015fed8b3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_36c30",
                    table="complaints_complaint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="9dac1c6f64737aa3fbd778812c769b4c5041c67f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_75b7a",
                    table="complaints_complaintevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaintevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="74052a534e71dac9970ee5a73a0d0ce95ee9fa73",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_17d31",
                    table="complaints_complaintevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_disposalevent" ("compensation", "complaint_id", "discount", "drafted_at", "drafted_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "sales_rule", "text") VALUES (NEW."compensation", NEW."complaint_id", NEW."discount", NEW."drafted_at", NEW."drafted_by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."round", NEW."sales_rule", NEW."text"); RETURN NULL;',
                    hash="3a9e8e764dfe37064db2a32265ceaf4443e0caab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8dba9",
                    table="complaints_disposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "complaints_disposalevent" ("compensation", "complaint_id", "discount", "drafted_at", "drafted_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "sales_rule", "text") VALUES (NEW."compensation", NEW."complaint_id", NEW."discount", NEW."drafted_at", NEW."drafted_by_id", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round", NEW."sales_rule", NEW."text"); RETURN NULL;',
                    hash="1829288497f79f24eb2c644597b093b7f712a8b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b412",
                    table="complaints_disposal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="d792f98968f753516b9538744027025e0bca2038",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_97671",
                    table="complaints_disposalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="disposalevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bce70cce5c6e83868a9da58e8bbf72074c4d7869",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b611d",
                    table="complaints_disposalevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "complaints_reportevent" ("cause", "cause_kind", "complaint_id", "conclusion", "countermeasures", "course", "id", "nobody_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevention", "round", "written_at", "written_by_id") VALUES (NEW."cause", NEW."cause_kind", NEW."complaint_id", NEW."conclusion", NEW."countermeasures", NEW."course", NEW."id", NEW."nobody_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prevention", NEW."round", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="820cbf0a4ef91f495dc8ca4c6a3b01e14de24853",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d6529",
                    table="complaints_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "complaints_reportevent" ("cause", "cause_kind", "complaint_id", "conclusion", "countermeasures", "course", "id", "nobody_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevention", "round", "written_at", "written_by_id") VALUES (NEW."cause", NEW."cause_kind", NEW."complaint_id", NEW."conclusion", NEW."countermeasures", NEW."course", NEW."id", NEW."nobody_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prevention", NEW."round", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="188c15868917df0e45298ac18831dbb93e34cca2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7219d",
                    table="complaints_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="873b251832008857243b7bfe56833ea5da0a0374",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_66a6a",
                    table="complaints_reportevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a87f2736eb010ca9826fdd8a31f853a130264efc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1bfa2",
                    table="complaints_reportevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
