import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0001_policy_change"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0002_matters_by_month"),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
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
                    "last_day",
                    models.DateField(
                        help_text="最后一个工作日，次日账号关闭。", verbose_name="离职日期"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="离职事由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taking_stock", "清点中"),
                            ("awaiting_successor", "待接收人签认"),
                            ("awaiting_gm", "缺失待总经理批准"),
                            ("completed", "已交接"),
                            ("void", "已作废"),
                        ],
                        default="taking_stock",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("leaver_signed_at", models.DateTimeField(null=True)),
                ("successor_signed_at", models.DateTimeField(null=True)),
                ("missing_approved_at", models.DateTimeField(null=True)),
                (
                    "leaver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="离职人",
                    ),
                ),
                (
                    "leaver_signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "missing_approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接收人",
                    ),
                ),
                (
                    "successor_signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "离职交接",
                "verbose_name_plural": "离职交接",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["completed", "void"]), _negated=True),
                        fields=("leaver",),
                        name="one_open_handover_per_leaver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leaver", models.F("successor")), _negated=True),
                        name="handover_to_another_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "completed"), _negated=True),
                            models.Q(
                                ("leaver_signed_at__isnull", False),
                                ("successor_signed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="handover_completed_with_both_signatures",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holding", models.CharField(blank=True, max_length=60)),
                ("key", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=300, verbose_name="事项或物品")),
                ("url", models.CharField(blank=True, max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "待交接"),
                            ("handed_over", "已交接"),
                            ("missing", "缺失"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                (
                    "missing_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="缺失说明"),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="governance.handover",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "交接项目",
                "verbose_name_plural": "交接项目",
                "ordering": ["holding", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("handover", "holding", "key"), name="one_item_per_thing"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "missing"), _negated=True),
                            models.Q(("missing_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="missing_item_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("holding", models.CharField(blank=True, max_length=60)),
                ("key", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=300, verbose_name="事项或物品")),
                ("url", models.CharField(blank=True, max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("pending", "待交接"),
                            ("handed_over", "已交接"),
                            ("missing", "缺失"),
                        ],
                        default="pending",
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                (
                    "missing_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="缺失说明"),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="governance.handover",
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
                        to="governance.handoveritem",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "governance_handoveritemevent" ("handover_id", "holding", "id", "key", "label", "missing_reason", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "url") VALUES (NEW."handover_id", NEW."holding", NEW."id", NEW."key", NEW."label", NEW."missing_reason", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_by_id", NEW."url"); RETURN NULL;',
                    hash="2017f09dcb775e6699ef76e1760c870a96cd9e14",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5d9bb",
                    table="governance_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "governance_handoveritemevent" ("handover_id", "holding", "id", "key", "label", "missing_reason", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_by_id", "url") VALUES (NEW."handover_id", NEW."holding", NEW."id", NEW."key", NEW."label", NEW."missing_reason", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_by_id", NEW."url"); RETURN NULL;',
                    hash="b299a6249c3c8f55a7dc1b35bff4a662be469b76",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cfbc3",
                    table="governance_handoveritem",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="607ef244ccf84389d51442b45d172c05f03b98b3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_d193f",
                    table="governance_handoveritemevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="handoveritemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b311d371113cafc41003a727513f91ac5dc498f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b89d8",
                    table="governance_handoveritemevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
