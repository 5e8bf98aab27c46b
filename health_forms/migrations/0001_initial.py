import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0003_row_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormDesign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True, verbose_name="版本")),
                ("opening", models.TextField(verbose_name="开场说明")),
                ("consent", models.TextField(verbose_name="知情同意书")),
                ("questions", models.JSONField(verbose_name="问题")),
                (
                    "published_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="发布时间"),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
            ],
            options={
                "verbose_name": "表格版本",
                "verbose_name_plural": "表格版本",
                "ordering": ["-version"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opening", ""), _negated=True),
                            models.Q(("consent", ""), _negated=True),
                        ),
                        name="design_says_who_and_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.TextField(blank=True, editable=False)),
                ("contact", models.TextField(blank=True, editable=False)),
                ("mark", models.CharField(blank=True, editable=False, max_length=64)),
                ("phone_mark", models.CharField(blank=True, editable=False, max_length=64)),
                ("shown_name", models.CharField(max_length=40, verbose_name="姓名")),
                ("shown_phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                ("district", models.CharField(blank=True, max_length=40, verbose_name="地区")),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "被调查人",
                "verbose_name_plural": "被调查人",
                "indexes": [
                    models.Index(
                        condition=models.Q(("phone_mark", ""), _negated=True),
                        fields=["phone_mark"],
                        name="person_by_phone",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mark", ""), _negated=True),
                        fields=("mark",),
                        name="one_of_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            models.Q(
                                ("contact", ""), ("key", ""), ("mark", ""), ("phone_mark", "")
                            ),
                            _connector="OR",
                        ),
                        name="erased_person_has_no_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Survey",
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
                    "filled_by",
                    models.CharField(
                        choices=[("self", "本人填写"), ("collector", "代为填写")],
                        max_length=10,
                        verbose_name="填写方式",
                    ),
                ),
                (
                    "filled_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="填写时间"),
                ),
                ("answers", models.TextField(editable=False)),
                ("consented_at", models.DateTimeField(verbose_name="同意时间")),
                (
                    "consent_mode",
                    models.CharField(
                        choices=[("signed", "书面签字"), ("recorded", "口头同意并录音")],
                        max_length=10,
                        verbose_name="同意方式",
                    ),
                ),
                ("consent_paper", models.CharField(max_length=60, verbose_name="签字单或录音编号")),
                (
                    "state",
                    models.CharField(
                        choices=[("completed", "待上交"), ("handed_in", "待分配")],
                        default="completed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="上交期限")),
                ("handed_in_at", models.DateTimeField(null=True, verbose_name="上交时间")),
                ("is_late", models.BooleanField(default=False, verbose_name="逾期上交")),
                (
                    "collector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收集人",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "design",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="health_forms.formdesign",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="surveys",
                        to="health_forms.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "健康调查表",
                "verbose_name_plural": "健康调查表",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["collector", "-matter"], name="survey_of_collector"),
                    models.Index(
                        fields=["department", "state", "-matter"], name="survey_of_department"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consented_at__lte", models.F("filled_at"))),
                        name="consent_comes_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("contact", models.TextField(blank=True, editable=False)),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                ("erased_at", models.DateTimeField(null=True)),
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
                        to="health_forms.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SurveyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "filled_by",
                    models.CharField(
                        choices=[("self", "本人填写"), ("collector", "代为填写")],
                        max_length=10,
                        verbose_name="填写方式",
                    ),
                ),
                (
                    "filled_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="填写时间"),
                ),
                ("answers", models.TextField(editable=False)),
                ("consented_at", models.DateTimeField(verbose_name="同意时间")),
                (
                    "consent_mode",
                    models.CharField(
                        choices=[("signed", "书面签字"), ("recorded", "口头同意并录音")],
                        max_length=10,
                        verbose_name="同意方式",
                    ),
                ),
                ("consent_paper", models.CharField(max_length=60, verbose_name="签字单或录音编号")),
                (
                    "state",
                    models.CharField(
                        choices=[("completed", "待上交"), ("handed_in", "待分配")],
                        default="completed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="上交期限")),
                ("handed_in_at", models.DateTimeField(null=True, verbose_name="上交时间")),
                ("is_late", models.BooleanField(default=False, verbose_name="逾期上交")),
                (
                    "collector",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收集人",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "design",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="health_forms.formdesign",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="health_forms.person",
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
                        to="health_forms.survey",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_personevent" ("contact", "entered_at", "erased_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."contact", new_values."entered_at", new_values."erased_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8e07d87219c37bcd79e60e62d651e82e435b5f21",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7c949",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_personevent" ("contact", "entered_at", "erased_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."contact", new_values."entered_at", new_values."erased_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."contact" IS DISTINCT FROM (new_values."contact") OR old_values."entered_at" IS DISTINCT FROM (new_values."entered_at") OR old_values."erased_at" IS DISTINCT FROM (new_values."erased_at") OR old_values."id" IS DISTINCT FROM (new_values."id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b5e1e276990fad9ca29f189483ca7c96917fd243",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1dfbe",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="4750d0ae9bcfd7365525262da00b6195c1bed25a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_3cca0",
                    table="health_forms_personevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="792ba611a611ad56fec92f835a6a6bff0be5735a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_dce41",
                    table="health_forms_personevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="survey",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_surveyevent" ("answers", "collector_id", "consent_mode", "consent_paper", "consented_at", "department_id", "design_id", "due_on", "filled_at", "filled_by", "handed_in_at", "is_late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."answers", new_values."collector_id", new_values."consent_mode", new_values."consent_paper", new_values."consented_at", new_values."department_id", new_values."design_id", new_values."due_on", new_values."filled_at", new_values."filled_by", new_values."handed_in_at", new_values."is_late", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="193096db03684ebef42bf3ea0f9bd2010c74bffd",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_surveyevent" ("answers", "collector_id", "consent_mode", "consent_paper", "consented_at", "department_id", "design_id", "due_on", "filled_at", "filled_by", "handed_in_at", "is_late", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state") SELECT new_values."answers", new_values."collector_id", new_values."consent_mode", new_values."consent_paper", new_values."consented_at", new_values."department_id", new_values."design_id", new_values."due_on", new_values."filled_at", new_values."filled_by", new_values."handed_in_at", new_values."is_late", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."state" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."answers" IS DISTINCT FROM (new_values."answers") OR old_values."collector_id" IS DISTINCT FROM (new_values."collector_id") OR old_values."consent_mode" IS DISTINCT FROM (new_values."consent_mode") OR old_values."consent_paper" IS DISTINCT FROM (new_values."consent_paper") OR old_values."consented_at" IS DISTINCT FROM (new_values."consented_at") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."design_id" IS DISTINCT FROM (new_values."design_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."filled_at" IS DISTINCT FROM (new_values."filled_at") OR old_values."filled_by" IS DISTINCT FROM (new_values."filled_by") OR old_values."handed_in_at" IS DISTINCT FROM (new_values."handed_in_at") OR old_values."is_late" IS DISTINCT FROM (new_values."is_late") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."state" IS DISTINCT FROM (new_values."state")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b2f5df7852578bed27f4829cec605fc37405094c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c172f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_survey",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="3e6f7cc702de4e08357be502fa42a3b4c6251509",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_180fc",
                    table="health_forms_surveyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="surveyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e47dbe5d01da67793e14eaf580a375ec2c0111f5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f5324",
                    table="health_forms_surveyevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
