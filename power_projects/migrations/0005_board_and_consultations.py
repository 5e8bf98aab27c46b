import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_history_by_statement"),
        ("people", "0003_row_history"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("power_projects", "0004_outside_links"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="update_update",
        ),
        migrations.AddField(
            model_name="project",
            name="due_on",
            field=models.DateField(null=True, verbose_name="本阶段期限"),
        ),
        migrations.AddField(
            model_name="project",
            name="waiting_for",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="待会签部门数"),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="due_on",
            field=models.DateField(null=True, verbose_name="本阶段期限"),
        ),
        migrations.AddField(
            model_name="projectevent",
            name="waiting_for",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="待会签部门数"),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["due_on", "matter"], name="project_by_due"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_projectevent" ("address", "answers", "applied_on", "area_id", "branch_id", "capacity", "chosen_by", "contact_name", "contact_phone", "contractor_id", "customer_id", "design_submitted_by_id", "designer_id", "due_on", "entrusted_by", "existing_capacity", "explained", "findings", "generator", "is_dual", "is_entrusted", "kind", "load", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_by_id", "reviews", "routing", "security_load", "stage_since", "state", "station_id", "surveyed_on", "unit", "voltage", "waiting_for") SELECT new_values."address", new_values."answers", new_values."applied_on", new_values."area_id", new_values."branch_id", new_values."capacity", new_values."chosen_by", new_values."contact_name", new_values."contact_phone", new_values."contractor_id", new_values."customer_id", new_values."design_submitted_by_id", new_values."designer_id", new_values."due_on", new_values."entrusted_by", new_values."existing_capacity", new_values."explained", new_values."findings", new_values."generator", new_values."is_dual", new_values."is_entrusted", new_values."kind", new_values."load", new_values."manager_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."registered_by_id", new_values."reviews", new_values."routing", new_values."security_load", new_values."stage_since", new_values."state", new_values."station_id", new_values."surveyed_on", new_values."unit", new_values."voltage", new_values."waiting_for" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8f46b0775897ccd8a4c1ea5dd59432dfa2bae12b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d2e8c",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_projectevent" ("address", "answers", "applied_on", "area_id", "branch_id", "capacity", "chosen_by", "contact_name", "contact_phone", "contractor_id", "customer_id", "design_submitted_by_id", "designer_id", "due_on", "entrusted_by", "existing_capacity", "explained", "findings", "generator", "is_dual", "is_entrusted", "kind", "load", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_by_id", "reviews", "routing", "security_load", "stage_since", "state", "station_id", "surveyed_on", "unit", "voltage", "waiting_for") SELECT new_values."address", new_values."answers", new_values."applied_on", new_values."area_id", new_values."branch_id", new_values."capacity", new_values."chosen_by", new_values."contact_name", new_values."contact_phone", new_values."contractor_id", new_values."customer_id", new_values."design_submitted_by_id", new_values."designer_id", new_values."due_on", new_values."entrusted_by", new_values."existing_capacity", new_values."explained", new_values."findings", new_values."generator", new_values."is_dual", new_values."is_entrusted", new_values."kind", new_values."load", new_values."manager_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."registered_by_id", new_values."reviews", new_values."routing", new_values."security_load", new_values."stage_since", new_values."state", new_values."station_id", new_values."surveyed_on", new_values."unit", new_values."voltage", new_values."waiting_for" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."answers" IS DISTINCT FROM (new_values."answers") OR old_values."applied_on" IS DISTINCT FROM (new_values."applied_on") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."branch_id" IS DISTINCT FROM (new_values."branch_id") OR old_values."capacity" IS DISTINCT FROM (new_values."capacity") OR old_values."chosen_by" IS DISTINCT FROM (new_values."chosen_by") OR old_values."contact_name" IS DISTINCT FROM (new_values."contact_name") OR old_values."contact_phone" IS DISTINCT FROM (new_values."contact_phone") OR old_values."contractor_id" IS DISTINCT FROM (new_values."contractor_id") OR old_values."customer_id" IS DISTINCT FROM (new_values."customer_id") OR old_values."design_submitted_by_id" IS DISTINCT FROM (new_values."design_submitted_by_id") OR old_values."designer_id" IS DISTINCT FROM (new_values."designer_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."entrusted_by" IS DISTINCT FROM (new_values."entrusted_by") OR old_values."existing_capacity" IS DISTINCT FROM (new_values."existing_capacity") OR old_values."explained" IS DISTINCT FROM (new_values."explained") OR old_values."findings" IS DISTINCT FROM (new_values."findings") OR old_values."generator" IS DISTINCT FROM (new_values."generator") OR old_values."is_dual" IS DISTINCT FROM (new_values."is_dual") OR old_values."is_entrusted" IS DISTINCT FROM (new_values."is_entrusted") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."load" IS DISTINCT FROM (new_values."load") OR old_values."manager_id" IS DISTINCT FROM (new_values."manager_id") OR old_values."registered_by_id" IS DISTINCT FROM (new_values."registered_by_id") OR old_values."reviews" IS DISTINCT FROM (new_values."reviews") OR old_values."routing" IS DISTINCT FROM (new_values."routing") OR old_values."security_load" IS DISTINCT FROM (new_values."security_load") OR old_values."stage_since" IS DISTINCT FROM (new_values."stage_since") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."station_id" IS DISTINCT FROM (new_values."station_id") OR old_values."surveyed_on" IS DISTINCT FROM (new_values."surveyed_on") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."voltage" IS DISTINCT FROM (new_values."voltage") OR old_values."waiting_for" IS DISTINCT FROM (new_values."waiting_for")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="96cbe44ec886e27003b04a3a021f8ebedb119c49",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eca5f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_project",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=300, verbose_name="征询的问题")),
                ("asked_at", models.DateTimeField(default=foundation.clock.now)),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="征询的部门",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门会签",
                "verbose_name_plural": "部门会签",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_answered_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answered_at", None)),
                        fields=("project", "department"),
                        name="one_open_consultation_a_department",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsultationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("question", models.CharField(max_length=300, verbose_name="征询的问题")),
                ("asked_at", models.DateTimeField(default=foundation.clock.now)),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
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
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="征询的部门",
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
                        to="power_projects.consultation",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_consultationevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "question") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."question" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a9368675e8294b0eabe736434e5bab7872712021",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a9b5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_consultationevent" ("answer", "answered_at", "answered_by_id", "asked_at", "asked_by_id", "department_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "question") SELECT new_values."answer", new_values."answered_at", new_values."answered_by_id", new_values."asked_at", new_values."asked_by_id", new_values."department_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."question" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0b6d7760d22d0eb68637ddd95b9f90e9ee77251b",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_65214",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_consultation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="b2c67d8257572cbf7a0a039a3b9d85953a51207e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_4d4dc",
                    table="power_projects_consultationevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consultationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="55d8b0da3eb061b77d42365f65b188a730bb4367",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_76a81",
                    table="power_projects_consultationevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
