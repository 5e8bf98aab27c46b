import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("health_forms", "0002_roles_and_first_design"),
        ("people", "0003_row_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Allotment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=foundation.clock.now, verbose_name="分配时间")),
                ("count", models.PositiveIntegerField(verbose_name="份数")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="分配人",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量分配",
                "verbose_name_plural": "批量分配",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(editable=False)),
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
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="health_forms.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "笔记",
                "verbose_name_plural": "笔记",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Opening",
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
                    "purpose",
                    models.CharField(
                        choices=[("read", "查阅"), ("print", "打印一份")],
                        max_length=5,
                        verbose_name="用途",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="事由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "待总经理批准"),
                            ("approved", "已批准"),
                            ("refused", "未获批准"),
                            ("ended", "已提前结束"),
                        ],
                        default="requested",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                ("opens_until", models.DateTimeField(null=True, verbose_name="开放至")),
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
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查阅人",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="health_forms.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "查阅申请",
                "verbose_name_plural": "查阅申请",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["survey", "reader"], name="opening_of_reader")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "approved"), _negated=True),
                            models.Q(("decided_at__isnull", False), ("opens_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="opening_has_an_end",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "requested")),
                        fields=("survey", "reader", "purpose"),
                        name="one_request_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Territory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("district", models.CharField(max_length=40, verbose_name="负责区县")),
                (
                    "set_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="登记时间"),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="满意代表",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "负责区县",
                "verbose_name_plural": "负责区县",
            },
        ),
        migrations.CreateModel(
            name="OpeningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("read", "查阅"), ("print", "打印一份")],
                        max_length=5,
                        verbose_name="用途",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="事由")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "待总经理批准"),
                            ("approved", "已批准"),
                            ("refused", "未获批准"),
                            ("ended", "已提前结束"),
                        ],
                        default="requested",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="批准时间")),
                ("opens_until", models.DateTimeField(null=True, verbose_name="开放至")),
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
                        to="health_forms.opening",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="查阅人",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="health_forms.survey",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TerritoryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("district", models.CharField(max_length=40, verbose_name="负责区县")),
                (
                    "set_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="登记时间"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="满意代表",
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
                        to="health_forms.territory",
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
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="survey",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="survey",
            name="update_update",
        ),
        migrations.AddField(
            model_name="survey",
            name="allocated_at",
            field=models.DateTimeField(null=True, verbose_name="分配时间"),
        ),
        migrations.AddField(
            model_name="survey",
            name="allocated_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="跟踪代表",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="principle",
            field=models.CharField(
                blank=True,
                choices=[
                    ("collector", "谁收集归谁"),
                    ("district", "就近分配"),
                    ("newcomer", "分给新员工"),
                    ("ability", "能力、负荷与效率"),
                    ("manager", "经理决定"),
                ],
                max_length=10,
                verbose_name="分配原则",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="principle_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="经理的原则和理由"),
        ),
        migrations.AddField(
            model_name="survey",
            name="proposed_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="建议分配给",
            ),
        ),
        migrations.AddField(
            model_name="survey",
            name="sealed_at",
            field=models.DateTimeField(null=True, verbose_name="封存时间"),
        ),
        migrations.AddField(
            model_name="survey",
            name="sealed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="allocated_at",
            field=models.DateTimeField(null=True, verbose_name="分配时间"),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="allocated_to",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="跟踪代表",
            ),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="principle",
            field=models.CharField(
                blank=True,
                choices=[
                    ("collector", "谁收集归谁"),
                    ("district", "就近分配"),
                    ("newcomer", "分给新员工"),
                    ("ability", "能力、负荷与效率"),
                    ("manager", "经理决定"),
                ],
                max_length=10,
                verbose_name="分配原则",
            ),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="principle_note",
            field=models.CharField(blank=True, max_length=200, verbose_name="经理的原则和理由"),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="proposed_to",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="建议分配给",
            ),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="sealed_at",
            field=models.DateTimeField(null=True, verbose_name="封存时间"),
        ),
        migrations.AddField(
            model_name="surveyevent",
            name="sealed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="survey",
            name="state",
            field=models.CharField(
                choices=[
                    ("completed", "待上交"),
                    ("handed_in", "待分配"),
                    ("allocated", "待封存"),
                    ("sealed", "已封存"),
                    ("erased", "已撤回同意并删除"),
                ],
                default="completed",
                max_length=50,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="surveyevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("completed", "待上交"),
                    ("handed_in", "待分配"),
                    ("allocated", "待封存"),
                    ("sealed", "已封存"),
                    ("erased", "已撤回同意并删除"),
                ],
                default="completed",
                max_length=50,
                verbose_name="状态",
            ),
        ),
        migrations.AddIndex(
            model_name="survey",
            index=models.Index(fields=["allocated_to", "-matter"], name="survey_of_representative"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_surveyevent" ("allocated_at", "allocated_to_id", "answers", "collector_id", "consent_mode", "consent_paper", "consented_at", "department_id", "design_id", "due_on", "filled_at", "filled_by", "handed_in_at", "is_late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principle", "principle_note", "proposed_to_id", "sealed_at", "sealed_by_id", "state") SELECT new_values."allocated_at", new_values."allocated_to_id", new_values."answers", new_values."collector_id", new_values."consent_mode", new_values."consent_paper", new_values."consented_at", new_values."department_id", new_values."design_id", new_values."due_on", new_values."filled_at", new_values."filled_by", new_values."handed_in_at", new_values."is_late", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."principle", new_values."principle_note", new_values."proposed_to_id", new_values."sealed_at", new_values."sealed_by_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="608d0d8543df6a9a963a383064b08dbac4c0d0c3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f3c7e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_surveyevent" ("allocated_at", "allocated_to_id", "answers", "collector_id", "consent_mode", "consent_paper", "consented_at", "department_id", "design_id", "due_on", "filled_at", "filled_by", "handed_in_at", "is_late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principle", "principle_note", "proposed_to_id", "sealed_at", "sealed_by_id", "state") SELECT new_values."allocated_at", new_values."allocated_to_id", new_values."answers", new_values."collector_id", new_values."consent_mode", new_values."consent_paper", new_values."consented_at", new_values."department_id", new_values."design_id", new_values."due_on", new_values."filled_at", new_values."filled_by", new_values."handed_in_at", new_values."is_late", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."principle", new_values."principle_note", new_values."proposed_to_id", new_values."sealed_at", new_values."sealed_by_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."allocated_at" IS DISTINCT FROM (new_values."allocated_at") OR old_values."allocated_to_id" IS DISTINCT FROM (new_values."allocated_to_id") OR old_values."answers" IS DISTINCT FROM (new_values."answers") OR old_values."collector_id" IS DISTINCT FROM (new_values."collector_id") OR old_values."consent_mode" IS DISTINCT FROM (new_values."consent_mode") OR old_values."consent_paper" IS DISTINCT FROM (new_values."consent_paper") OR old_values."consented_at" IS DISTINCT FROM (new_values."consented_at") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."design_id" IS DISTINCT FROM (new_values."design_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."filled_at" IS DISTINCT FROM (new_values."filled_at") OR old_values."filled_by" IS DISTINCT FROM (new_values."filled_by") OR old_values."handed_in_at" IS DISTINCT FROM (new_values."handed_in_at") OR old_values."is_late" IS DISTINCT FROM (new_values."is_late") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."principle" IS DISTINCT FROM (new_values."principle") OR old_values."principle_note" IS DISTINCT FROM (new_values."principle_note") OR old_values."proposed_to_id" IS DISTINCT FROM (new_values."proposed_to_id") OR old_values."sealed_at" IS DISTINCT FROM (new_values."sealed_at") OR old_values."sealed_by_id" IS DISTINCT FROM (new_values."sealed_by_id") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5184a929741fe538656988dcb42610f9d9ed208a",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c172f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_survey",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("principle", "manager"), _negated=True),
                    models.Q(("principle_note", ""), _negated=True),
                    _connector="OR",
                ),
                name="managers_principle_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("allocated", "sealed")), _negated=True),
                    ("allocated_to__isnull", False),
                    _connector="OR",
                ),
                name="allocated_to_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_openingevent" ("decided_at", "decided_by_id", "opens_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reader_id", "reason", "state", "survey_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."opens_until", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."purpose", new_values."reader_id", new_values."reason", new_values."state", new_values."survey_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="72041a561d60e9320b2e8f97fa8ef9f048e24f5a",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5569a",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_opening",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_openingevent" ("decided_at", "decided_by_id", "opens_until", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "reader_id", "reason", "state", "survey_id") SELECT new_values."decided_at", new_values."decided_by_id", new_values."opens_until", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."purpose", new_values."reader_id", new_values."reason", new_values."state", new_values."survey_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."opens_until" IS DISTINCT FROM (new_values."opens_until") OR old_values."purpose" IS DISTINCT FROM (new_values."purpose") OR old_values."reader_id" IS DISTINCT FROM (new_values."reader_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."survey_id" IS DISTINCT FROM (new_values."survey_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="191e66e16003e7b8bf961871c92956996df3c27b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_58de5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_opening",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="36741ddaaa73525e3f21f8a6e1ac337cd273fb2d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_253dc",
                    table="health_forms_openingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bc4bc003a397c97b0fc71a86961ca1f0ddf2233b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fce60",
                    table="health_forms_openingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territory",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_territoryevent" ("district", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id") SELECT new_values."district", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."set_at", new_values."set_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="e2c67ab2522f58645c083dca172fe8403bfcac9f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96417",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_territory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territory",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_territoryevent" ("district", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id") SELECT new_values."district", new_values."id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."set_at", new_values."set_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="614fe2ed5ee2f67c49c63030f9d10e355a10524d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ca2b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_territory",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territoryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="653b3bc46160e2c27bc3bca06bd1ff83f596a038",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_490ad",
                    table="health_forms_territoryevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="territoryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2661461aa7212d3cee9fb17f7437d5237846a9e1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_65cd2",
                    table="health_forms_territoryevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
