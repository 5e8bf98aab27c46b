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
        ("process", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Work",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("params", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "排队中"),
                            ("running", "进行中"),
                            ("done", "已完成"),
                            ("failed", "未成功"),
                            ("cancelled", "已取消"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已办")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="共计")),
                ("summary", models.CharField(blank=True, max_length=200, verbose_name="结果")),
                ("error", models.TextField(blank=True, verbose_name="原因")),
                (
                    "result_name",
                    models.CharField(blank=True, max_length=200, verbose_name="结果文件"),
                ),
                ("result_type", models.CharField(blank=True, max_length=100)),
                (
                    "created_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="提交时间"),
                ),
                ("started_at", models.DateTimeField(null=True, verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("cancel_asked_at", models.DateTimeField(null=True)),
                ("claim", models.UUIDField(null=True)),
                ("leased_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="works",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "后台任务",
                "verbose_name_plural": "后台任务",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=["leased_until"],
                        name="work_to_do",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PrintLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("printout", models.CharField(max_length=80, verbose_name="表单")),
                ("serial", models.PositiveIntegerField(verbose_name="第几份")),
                (
                    "printed_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="打印时间"),
                ),
                ("pages", models.PositiveIntegerField(verbose_name="页数")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prints",
                        to="process.matter",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="打印人",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prints",
                        to="papers.work",
                    ),
                ),
            ],
            options={
                "verbose_name": "打印记录",
                "verbose_name_plural": "打印记录",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("matter", "printout", "serial"), name="one_serial_a_print"
                    ),
                    models.UniqueConstraint(fields=("work", "matter"), name="one_print_a_work"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=60, verbose_name="用途")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小")),
                ("content_type", models.CharField(max_length=100, verbose_name="类型")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("clean", "已扫描"),
                            ("infected", "含病毒"),
                            ("held", "待扫描"),
                            ("not_scanned", "未扫描"),
                        ],
                        max_length=12,
                        verbose_name="病毒扫描",
                    ),
                ),
                ("scanned_at", models.DateTimeField(null=True, verbose_name="扫描时间")),
                (
                    "signature",
                    models.CharField(blank=True, max_length=120, verbose_name="病毒名称"),
                ),
                (
                    "uploaded_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="上传时间"),
                ),
                ("voided_at", models.DateTimeField(null=True, verbose_name="作废时间")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="作废理由"),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="process.matter",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
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
                "verbose_name": "附件",
                "verbose_name_plural": "附件",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("scan__in", ["held", "not_scanned"])),
                        fields=["sha256"],
                        name="attachment_to_scan",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_reason", ""), ("voided_at", None), ("voided_by", None)),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="attachment_void_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scan__in", ["held", "not_scanned"]), ("scanned_at", None)),
                            models.Q(
                                ("scan__in", ["clean", "infected"]), ("scanned_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="attachment_scan_complete",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="3259a36ae0a91a4655581ed53c1be4faad97ad4a",
                    operation="DELETE",
                    pgid="pgtrigger_never_deleted_935dd",
                    table="papers_attachment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="printlog",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="294ed888c38ccb4b8a4ea2faae85c4b462773abc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85c5c",
                    table="papers_printlog",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="printlog",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="85ce5b60ddf91429f426e8996edf3ccd0d24d039",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a5c1d",
                    table="papers_printlog",
                    when="BEFORE",
                ),
            ),
        ),
    ]
