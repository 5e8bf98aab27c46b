import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock
import foundation.customers.credit_code


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consumer", "终端消费者"),
                            ("agent", "代理商"),
                            ("franchisee", "加盟商"),
                            ("organisation", "单位客户"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("name_pinyin", models.CharField(db_index=True, editable=False, max_length=300)),
                (
                    "credit_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        validators=[foundation.customers.credit_code.validate_credit_code],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                (
                    "phone",
                    models.CharField(blank=True, db_index=True, max_length=30, verbose_name="电话"),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("district", models.CharField(blank=True, max_length=60, verbose_name="地区")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                (
                    "grade",
                    models.CharField(
                        blank=True, editable=False, max_length=2, verbose_name="当前等级"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="备注")),
                ("created_at", models.DateTimeField(default=foundation.clock.now, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="customers.customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="归属人",
                    ),
                ),
            ],
            options={
                "verbose_name": "客户",
                "verbose_name_plural": "客户",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("credit_code", ""), _negated=True), ("merged_into", None)
                        ),
                        fields=("credit_code",),
                        name="one_customer_per_credit_code",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("position", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "verbose_name": "联系人",
                "verbose_name_plural": "联系人",
            },
        ),
        migrations.CreateModel(
            name="CustomerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("consumer", "终端消费者"),
                            ("agent", "代理商"),
                            ("franchisee", "加盟商"),
                            ("organisation", "单位客户"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("name_pinyin", models.CharField(editable=False, max_length=300)),
                (
                    "credit_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        validators=[foundation.customers.credit_code.validate_credit_code],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("district", models.CharField(blank=True, max_length=60, verbose_name="地区")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="地址")),
                (
                    "grade",
                    models.CharField(
                        blank=True, editable=False, max_length=2, verbose_name="当前等级"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="备注")),
                ("created_at", models.DateTimeField(default=foundation.clock.now, editable=False)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="归属人",
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
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "customers_customerevent" ("address", "created_at", "credit_code", "district", "email", "grade", "id", "kind", "merged_into_id", "name", "name_pinyin", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."address", NEW."created_at", NEW."credit_code", NEW."district", NEW."email", NEW."grade", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."name_pinyin", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;',
                    hash="302f02e8fc7e9cc23501e8f7cd8311d8d6584d1e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a36e0",
                    table="customers_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "customers_customerevent" ("address", "created_at", "credit_code", "district", "email", "grade", "id", "kind", "merged_into_id", "name", "name_pinyin", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."address", NEW."created_at", NEW."credit_code", NEW."district", NEW."email", NEW."grade", NEW."id", NEW."kind", NEW."merged_into_id", NEW."name", NEW."name_pinyin", NEW."note", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone"); RETURN NULL;',
                    hash="393190aa9f741a0e052fd7e37d289f0f21d0b87b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca86d",
                    table="customers_customer",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="16f125fc5d0bd9f70998e7a28bd4523c06f3b9f1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_585a5",
                    table="customers_customerevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="67bbcdaa8b0ad9058ebdd1abf75818e71639ffeb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92226",
                    table="customers_customerevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
