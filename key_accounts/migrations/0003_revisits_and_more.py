import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("key_accounts", "0002_roles"),
        ("people", "0003_row_history"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Authorisation",
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
                ("purpose", models.TextField(verbose_name="回访目的")),
                ("valid_from", models.DateField(verbose_name="授权起始日")),
                ("valid_until", models.DateField(verbose_name="授权截止日")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "待领导批准"),
                            ("approved", "已授权"),
                            ("visited", "已回访"),
                            ("refused", "未获授权"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="requested",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="审批时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorisations",
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
                        verbose_name="审批人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="回访人",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="申请人",
                    ),
                ),
            ],
            options={
                "verbose_name": "直接回访授权",
                "verbose_name_plural": "直接回访授权",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until__gte", models.F("valid_from"))),
                        name="authorisation_ends_after_it_began",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
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
                ("month", models.DateField(verbose_name="月份")),
                ("seed", models.BigIntegerField(verbose_name="抽样种子")),
                (
                    "state",
                    models.CharField(
                        choices=[("inspecting", "检查中"), ("done", "已检查")],
                        default="inspecting",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="分公司",
                    ),
                ),
            ],
            options={
                "verbose_name": "回访检查",
                "verbose_name_plural": "回访检查",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("branch", "month"), name="one_sample_a_month"),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="inspection_of_a_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revisit",
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
                ("visited_on", models.DateField(verbose_name="回访日期")),
                ("met", models.CharField(max_length=100, verbose_name="会见人")),
                ("content", models.TextField(verbose_name="回访内容")),
                ("issues", models.TextField(blank=True, verbose_name="客户反映的问题")),
                ("promised", models.TextField(blank=True, verbose_name="承诺的事项")),
                ("result", models.TextField(blank=True, verbose_name="结果")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("logged", "已登记"),
                            ("drawn", "待检查"),
                            ("returned", "待补正"),
                            ("mended", "待复查"),
                            ("passed", "检查合格"),
                            ("left", "未抽查"),
                            ("false", "认定虚假"),
                            ("void", "已作废"),
                        ],
                        default="logged",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "first_verdict",
                    models.CharField(
                        blank=True,
                        choices=[("passed", "合格"), ("incomplete", "待补正"), ("false", "虚假")],
                        default="",
                        max_length=10,
                        verbose_name="首次检查结论",
                    ),
                ),
                ("finding", models.TextField(blank=True, default="", verbose_name="检查发现")),
                ("mend_by", models.DateField(null=True, verbose_name="补正期限")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisits",
                        to="key_accounts.account",
                        verbose_name="大客户",
                    ),
                ),
                (
                    "authorisation",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisit",
                        to="key_accounts.authorisation",
                    ),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="分公司",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisits",
                        to="key_accounts.inspection",
                        verbose_name="检查",
                    ),
                ),
                (
                    "logged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="回访人",
                    ),
                ),
            ],
            options={
                "verbose_name": "回访记录",
                "verbose_name_plural": "回访记录",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["account", "-visited_on"], name="revisit_of_account"),
                    models.Index(fields=["branch", "visited_on"], name="revisit_of_branch"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("authorisation", None),
                            models.Q(("inspection", None), models.Q(("result", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="direct_revisit_has_a_result",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RevisitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("visited_on", models.DateField(verbose_name="回访日期")),
                ("met", models.CharField(max_length=100, verbose_name="会见人")),
                ("content", models.TextField(verbose_name="回访内容")),
                ("issues", models.TextField(blank=True, verbose_name="客户反映的问题")),
                ("promised", models.TextField(blank=True, verbose_name="承诺的事项")),
                ("result", models.TextField(blank=True, verbose_name="结果")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("logged", "已登记"),
                            ("drawn", "待检查"),
                            ("returned", "待补正"),
                            ("mended", "待复查"),
                            ("passed", "检查合格"),
                            ("left", "未抽查"),
                            ("false", "认定虚假"),
                            ("void", "已作废"),
                        ],
                        default="logged",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                (
                    "first_verdict",
                    models.CharField(
                        blank=True,
                        choices=[("passed", "合格"), ("incomplete", "待补正"), ("false", "虚假")],
                        default="",
                        max_length=10,
                        verbose_name="首次检查结论",
                    ),
                ),
                ("finding", models.TextField(blank=True, default="", verbose_name="检查发现")),
                ("mend_by", models.DateField(null=True, verbose_name="补正期限")),
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
                    "authorisation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="key_accounts.authorisation",
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
                        verbose_name="分公司",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="key_accounts.inspection",
                        verbose_name="检查",
                    ),
                ),
                (
                    "logged_by",
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="回访人",
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
                        to="key_accounts.revisit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_revisitevent" ("account_id", "authorisation_id", "branch_id", "content", "finding", "first_verdict", "inspection_id", "issues", "logged_by_id", "mend_by", "met", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "result", "state", "visited_on") SELECT new_values."account_id", new_values."authorisation_id", new_values."branch_id", new_values."content", new_values."finding", new_values."first_verdict", new_values."inspection_id", new_values."issues", new_values."logged_by_id", new_values."mend_by", new_values."met", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."promised", new_values."result", new_values."state", new_values."visited_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="98efefd2ae6e0ff13608743c8a48138b7509cfcd",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_028d5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="key_accounts_revisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "key_accounts_revisitevent" ("account_id", "authorisation_id", "branch_id", "content", "finding", "first_verdict", "inspection_id", "issues", "logged_by_id", "mend_by", "met", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised", "result", "state", "visited_on") SELECT new_values."account_id", new_values."authorisation_id", new_values."branch_id", new_values."content", new_values."finding", new_values."first_verdict", new_values."inspection_id", new_values."issues", new_values."logged_by_id", new_values."mend_by", new_values."met", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."promised", new_values."result", new_values."state", new_values."visited_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."account_id" IS DISTINCT FROM (new_values."account_id") OR old_values."authorisation_id" IS DISTINCT FROM (new_values."authorisation_id") OR old_values."branch_id" IS DISTINCT FROM (new_values."branch_id") OR old_values."content" IS DISTINCT FROM (new_values."content") OR old_values."finding" IS DISTINCT FROM (new_values."finding") OR old_values."first_verdict" IS DISTINCT FROM (new_values."first_verdict") OR old_values."inspection_id" IS DISTINCT FROM (new_values."inspection_id") OR old_values."issues" IS DISTINCT FROM (new_values."issues") OR old_values."logged_by_id" IS DISTINCT FROM (new_values."logged_by_id") OR old_values."mend_by" IS DISTINCT FROM (new_values."mend_by") OR old_values."met" IS DISTINCT FROM (new_values."met") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."promised" IS DISTINCT FROM (new_values."promised") OR old_values."result" IS DISTINCT FROM (new_values."result") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."visited_on" IS DISTINCT FROM (new_values."visited_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="299be3be3d4be0c5f04d861fc7079bd0b1c2fe3c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_08370",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="key_accounts_revisit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="540abfbcde315afc0664a4c816e504f788cf6e8a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7b717",
                    table="key_accounts_revisitevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revisitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9aa8f6b43e9ddfd1d486483bb673cc3bd5782506",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_317f7",
                    table="key_accounts_revisitevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
