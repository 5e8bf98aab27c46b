import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("key_accounts", "0004_teams_and_more"),
        ("people", "0003_row_history"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProductLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="产品代码")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="产品")),
                ("is_offered", models.BooleanField(default=True, verbose_name="在办")),
            ],
            options={
                "verbose_name": "产品",
                "verbose_name_plural": "产品",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ProductLineEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(max_length=20, verbose_name="产品代码")),
                ("name", models.CharField(max_length=60, verbose_name="产品")),
                ("is_offered", models.BooleanField(default=True, verbose_name="在办")),
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
                        to="key_accounts.productline",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProductUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="自何月起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至何月止")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="key_accounts.account",
                        verbose_name="大客户",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="收寄单位",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="key_accounts.productline",
                        verbose_name="产品",
                    ),
                ),
            ],
            options={
                "verbose_name": "用邮产品",
                "verbose_name_plural": "用邮产品",
                "ordering": ["account", "branch", "line"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "branch", "line"), name="one_use_of_a_line_at_a_branch"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="use_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductUseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(verbose_name="自何月起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至何月止")),
                (
                    "account",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="key_accounts.account",
                        verbose_name="大客户",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="收寄单位",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="key_accounts.productline",
                        verbose_name="产品",
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
                        to="key_accounts.productuse",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Usage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="收寄月份")),
                (
                    "items",
                    models.BigIntegerField(
                        validators=[django.core.validators.MaxValueValidator(1000000000)],
                        verbose_name="邮件数",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=3, max_digits=15, verbose_name="重量（千克）"
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(decimal_places=2, max_digits=15, verbose_name="收入（元）"),
                ),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usages",
                        to="key_accounts.productuse",
                    ),
                ),
            ],
            options={
                "verbose_name": "用邮记录",
                "verbose_name_plural": "用邮记录",
                "ordering": ["-month", "use"],
                "indexes": [models.Index(fields=["month", "use"], name="usage_of_month")],
                "constraints": [
                    models.UniqueConstraint(fields=("use", "month"), name="one_usage_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("items__gte", 0), ("revenue__gte", 0), ("weight__gte", 0)
                        ),
                        name="usage_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageAlert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="收寄月份")),
                (
                    "kind",
                    models.CharField(
                        choices=[("drop", "收入下降"), ("dormant", "停止用邮")],
                        max_length=7,
                        verbose_name="提示",
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="本月收入（元）"
                    ),
                ),
                (
                    "mean",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="前三个月平均（元）"
                    ),
                ),
                ("at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="usage_alerts",
                        to="key_accounts.account",
                    ),
                ),
            ],
            options={
                "verbose_name": "用邮提示",
                "verbose_name_plural": "用邮提示",
                "ordering": ["-month", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "month", "kind"), name="one_alert_a_month_and_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UsageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("month", models.DateField(verbose_name="收寄月份")),
                (
                    "items",
                    models.BigIntegerField(
                        validators=[django.core.validators.MaxValueValidator(1000000000)],
                        verbose_name="邮件数",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=3, max_digits=15, verbose_name="重量（千克）"
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(decimal_places=2, max_digits=15, verbose_name="收入（元）"),
                ),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="key_accounts.usage",
                    ),
                ),
                (
                    "use",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="key_accounts.productuse",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UsageSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="收寄月份")),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "用邮月表",
                "verbose_name_plural": "用邮月表",
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "month"), name="one_sheet_a_month")
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField(verbose_name="收寄月份")),
                (
                    "items",
                    models.BigIntegerField(
                        validators=[django.core.validators.MaxValueValidator(1000000000)],
                        verbose_name="邮件数",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=3, max_digits=15, verbose_name="重量（千克）"
                    ),
                ),
                (
                    "revenue",
                    models.DecimalField(decimal_places=2, max_digits=15, verbose_name="收入（元）"),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
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
                    "use",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="key_accounts.productuse",
                    ),
                ),
            ],
            options={
                "verbose_name": "用邮更正",
                "verbose_name_plural": "用邮更正",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["month", "use"], name="correction_of_month")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productline",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_productlineevent" ("code", "id", "is_offered", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."id", new_values."is_offered", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="db75103024040a94c54539577bad7a1d08834a7a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ce000",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="key_accounts_productline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productline",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_productlineevent" ("code", "id", "is_offered", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."code", new_values."id", new_values."is_offered", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="fbc69b72de573fde0c1430bfb0d1ace711798e1c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20f44",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="key_accounts_productline",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productlineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="a962184aa05d48f855ab1af0273d390657ff4176",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2c7a2",
                    table="key_accounts_productlineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productlineevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a1267757cf6d7d3041bde2df91680e01a0b727c4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_307ec",
                    table="key_accounts_productlineevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productuse",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_productuseevent" ("account_id", "branch_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."account_id", new_values."branch_id", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="34f0085480c6e78fc3b61d124d8e78c88caee65d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bd9c3",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="key_accounts_productuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productuse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_productuseevent" ("account_id", "branch_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "until") SELECT new_values."account_id", new_values."branch_id", new_values."id", new_values."line_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."since", new_values."until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="39814c41133aecb75ca2d30449723710f146f996",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_85d33",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="key_accounts_productuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productuseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="c20ebb30d2fe8169ca67a8f2af77764db0e687b1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_25845",
                    table="key_accounts_productuseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="productuseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6a869c0549574f18e96fdfc70309415021520f3d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d5649",
                    table="key_accounts_productuseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_usageevent" ("entered_at", "entered_by_id", "id", "items", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revenue", "use_id", "weight") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."items", new_values."month", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."revenue", new_values."use_id", new_values."weight" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c48f2f9197f5d3fab9ae3cd9df2621accd944b1e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5df0c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="key_accounts_usage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_usageevent" ("entered_at", "entered_by_id", "id", "items", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revenue", "use_id", "weight") SELECT new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."items", new_values."month", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."revenue", new_values."use_id", new_values."weight" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="329e694b1081ada92ec71e06f11a4dbb50b5524b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_002e6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="key_accounts_usage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="ea403656392d8415c19abf02268aa6a53c2764ff",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_4bf3a",
                    table="key_accounts_usageevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="641c430cd57d49dbdabf04c6deee6efc3677fc23",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_920f3",
                    table="key_accounts_usageevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
