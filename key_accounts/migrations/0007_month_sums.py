import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What was entered before the database kept sums.
FILL = """
INSERT INTO key_accounts_monthsum (account_id, branch_id, month, known, items, weight, revenue)
SELECT account_id, branch_id, month, count(DISTINCT use_id), sum(items), sum(weight), sum(revenue)
FROM (
    SELECT use_id, month, items, weight, revenue FROM key_accounts_usage
    UNION ALL SELECT use_id, month, items, weight, revenue FROM key_accounts_correction
) AS posted JOIN key_accounts_productuse AS used ON used.id = use_id
GROUP BY account_id, branch_id, month
"""


class Migration(migrations.Migration):
    dependencies = [
        ("key_accounts", "0006_programmes_and_more"),
        ("people", "0003_row_history"),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthSum",
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
                ("known", models.PositiveIntegerField(verbose_name="已登记的产品数")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="key_accounts.account",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.department",
                    ),
                ),
            ],
            options={
                "verbose_name": "用邮月合计",
                "verbose_name_plural": "用邮月合计",
                "ordering": ["-month", "account"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "account", "branch"), name="one_sum_of_an_account_a_month"
                    )
                ],
            },
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="sum_up_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nPERFORM FROM key_accounts_productuse AS used WHERE EXISTS (\n    SELECT FROM changed JOIN key_accounts_productuse AS own ON own.id = changed.use_id\n    WHERE own.account_id = used.account_id AND own.branch_id = used.branch_id\n) ORDER BY used.id FOR NO KEY UPDATE;\nMERGE INTO key_accounts_monthsum AS kept USING (\n    SELECT account_id, branch_id, touched.month, count(DISTINCT posted.use_id) AS known,\n        sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue\n    FROM (\n        SELECT DISTINCT account_id, branch_id, month\n        FROM changed JOIN key_accounts_productuse AS used ON used.id = changed.use_id\n    ) AS touched\n    JOIN key_accounts_productuse AS used USING (account_id, branch_id)\n    LEFT JOIN (\n        SELECT use_id, month, items, weight, revenue FROM key_accounts_usage\n        UNION ALL SELECT use_id, month, items, weight, revenue FROM key_accounts_correction\n    ) AS posted ON posted.use_id = used.id AND posted.month = touched.month\n    GROUP BY account_id, branch_id, touched.month\n) AS fresh ON kept.month = fresh.month AND kept.account_id = fresh.account_id\n    AND kept.branch_id = fresh.branch_id\nWHEN MATCHED AND fresh.known = 0 THEN DELETE\nWHEN MATCHED THEN UPDATE SET known = fresh.known, items = fresh.items, weight = fresh.weight,\n    revenue = fresh.revenue\nWHEN NOT MATCHED AND fresh.known > 0 THEN INSERT\n    (account_id, branch_id, month, known, items, weight, revenue)\n    VALUES (fresh.account_id, fresh.branch_id, fresh.month, fresh.known, fresh.items, fresh.weight,\n        fresh.revenue);\nRETURN NULL;\n",
                    hash="c4bac9c703ba2fd7bb06f693f2dbb9eace8b1e8b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_sum_up_insert_789ce",
                    referencing="REFERENCING NEW TABLE AS changed ",
                    table="key_accounts_correction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usage",
            trigger=pgtrigger.compiler.Trigger(
                name="sum_up_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nPERFORM FROM key_accounts_productuse AS used WHERE EXISTS (\n    SELECT FROM changed JOIN key_accounts_productuse AS own ON own.id = changed.use_id\n    WHERE own.account_id = used.account_id AND own.branch_id = used.branch_id\n) ORDER BY used.id FOR NO KEY UPDATE;\nMERGE INTO key_accounts_monthsum AS kept USING (\n    SELECT account_id, branch_id, touched.month, count(DISTINCT posted.use_id) AS known,\n        sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue\n    FROM (\n        SELECT DISTINCT account_id, branch_id, month\n        FROM changed JOIN key_accounts_productuse AS used ON used.id = changed.use_id\n    ) AS touched\n    JOIN key_accounts_productuse AS used USING (account_id, branch_id)\n    LEFT JOIN (\n        SELECT use_id, month, items, weight, revenue FROM key_accounts_usage\n        UNION ALL SELECT use_id, month, items, weight, revenue FROM key_accounts_correction\n    ) AS posted ON posted.use_id = used.id AND posted.month = touched.month\n    GROUP BY account_id, branch_id, touched.month\n) AS fresh ON kept.month = fresh.month AND kept.account_id = fresh.account_id\n    AND kept.branch_id = fresh.branch_id\nWHEN MATCHED AND fresh.known = 0 THEN DELETE\nWHEN MATCHED THEN UPDATE SET known = fresh.known, items = fresh.items, weight = fresh.weight,\n    revenue = fresh.revenue\nWHEN NOT MATCHED AND fresh.known > 0 THEN INSERT\n    (account_id, branch_id, month, known, items, weight, revenue)\n    VALUES (fresh.account_id, fresh.branch_id, fresh.month, fresh.known, fresh.items, fresh.weight,\n        fresh.revenue);\nRETURN NULL;\n",
                    hash="b681a8b750019cf6fc6abe9fc2523570204abc88",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_sum_up_insert_a042c",
                    referencing="REFERENCING NEW TABLE AS changed ",
                    table="key_accounts_usage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usage",
            trigger=pgtrigger.compiler.Trigger(
                name="sum_up_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nPERFORM FROM key_accounts_productuse AS used WHERE EXISTS (\n    SELECT FROM changed JOIN key_accounts_productuse AS own ON own.id = changed.use_id\n    WHERE own.account_id = used.account_id AND own.branch_id = used.branch_id\n) ORDER BY used.id FOR NO KEY UPDATE;\nMERGE INTO key_accounts_monthsum AS kept USING (\n    SELECT account_id, branch_id, touched.month, count(DISTINCT posted.use_id) AS known,\n        sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue\n    FROM (\n        SELECT DISTINCT account_id, branch_id, month\n        FROM changed JOIN key_accounts_productuse AS used ON used.id = changed.use_id\n    ) AS touched\n    JOIN key_accounts_productuse AS used USING (account_id, branch_id)\n    LEFT JOIN (\n        SELECT use_id, month, items, weight, revenue FROM key_accounts_usage\n        UNION ALL SELECT use_id, month, items, weight, revenue FROM key_accounts_correction\n    ) AS posted ON posted.use_id = used.id AND posted.month = touched.month\n    GROUP BY account_id, branch_id, touched.month\n) AS fresh ON kept.month = fresh.month AND kept.account_id = fresh.account_id\n    AND kept.branch_id = fresh.branch_id\nWHEN MATCHED AND fresh.known = 0 THEN DELETE\nWHEN MATCHED THEN UPDATE SET known = fresh.known, items = fresh.items, weight = fresh.weight,\n    revenue = fresh.revenue\nWHEN NOT MATCHED AND fresh.known > 0 THEN INSERT\n    (account_id, branch_id, month, known, items, weight, revenue)\n    VALUES (fresh.account_id, fresh.branch_id, fresh.month, fresh.known, fresh.items, fresh.weight,\n        fresh.revenue);\nRETURN NULL;\n",
                    hash="298f9c412cd25ee92897b63d1312b392ce5ccdf7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_sum_up_update_fcd2b",
                    referencing="REFERENCING NEW TABLE AS changed ",
                    table="key_accounts_usage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="usage",
            trigger=pgtrigger.compiler.Trigger(
                name="sum_up_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\nPERFORM FROM key_accounts_productuse AS used WHERE EXISTS (\n    SELECT FROM changed JOIN key_accounts_productuse AS own ON own.id = changed.use_id\n    WHERE own.account_id = used.account_id AND own.branch_id = used.branch_id\n) ORDER BY used.id FOR NO KEY UPDATE;\nMERGE INTO key_accounts_monthsum AS kept USING (\n    SELECT account_id, branch_id, touched.month, count(DISTINCT posted.use_id) AS known,\n        sum(items) AS items, sum(weight) AS weight, sum(revenue) AS revenue\n    FROM (\n        SELECT DISTINCT account_id, branch_id, month\n        FROM changed JOIN key_accounts_productuse AS used ON used.id = changed.use_id\n    ) AS touched\n    JOIN key_accounts_productuse AS used USING (account_id, branch_id)\n    LEFT JOIN (\n        SELECT use_id, month, items, weight, revenue FROM key_accounts_usage\n        UNION ALL SELECT use_id, month, items, weight, revenue FROM key_accounts_correction\n    ) AS posted ON posted.use_id = used.id AND posted.month = touched.month\n    GROUP BY account_id, branch_id, touched.month\n) AS fresh ON kept.month = fresh.month AND kept.account_id = fresh.account_id\n    AND kept.branch_id = fresh.branch_id\nWHEN MATCHED AND fresh.known = 0 THEN DELETE\nWHEN MATCHED THEN UPDATE SET known = fresh.known, items = fresh.items, weight = fresh.weight,\n    revenue = fresh.revenue\nWHEN NOT MATCHED AND fresh.known > 0 THEN INSERT\n    (account_id, branch_id, month, known, items, weight, revenue)\n    VALUES (fresh.account_id, fresh.branch_id, fresh.month, fresh.known, fresh.items, fresh.weight,\n        fresh.revenue);\nRETURN NULL;\n",
                    hash="dfec946699bacd353efc3e9fa5230d1b4d802c1c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_sum_up_delete_70976",
                    referencing="REFERENCING OLD TABLE AS changed ",
                    table="key_accounts_usage",
                    when="AFTER",
                ),
            ),
        ),
    ]
