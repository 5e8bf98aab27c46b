import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("health_forms", "0004_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="会议日期")),
                ("minutes", models.TextField(verbose_name="会议记录")),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "attendees",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="出席人员"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
            ],
            options={
                "verbose_name": "顾客服务会议",
                "verbose_name_plural": "顾客服务会议",
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="事项")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="health_forms.meeting",
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
            ],
            options={
                "verbose_name": "会议事项",
                "verbose_name_plural": "会议事项",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Penalty",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("loss", "丢失"),
                            ("damage", "损坏"),
                            ("missing", "缺页"),
                            ("passed_on", "外传"),
                        ],
                        max_length=10,
                        verbose_name="情形",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=7, verbose_name="金额（元）"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="事实和理由")),
                ("statement", models.TextField(blank=True, verbose_name="本人陈述")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待本人陈述"),
                            ("heard", "待总经理批准"),
                            ("approved", "已批准"),
                            ("refused", "未获批准"),
                        ],
                        default="proposed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("restored_at", models.DateTimeField(null=True, verbose_name="补充完成时间")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penalties",
                        to="health_forms.customerfile",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="当事人",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "档案处罚",
                "verbose_name_plural": "档案处罚",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["person", "-matter"], name="penalty_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("heard", "approved")), _negated=True),
                            models.Q(("statement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_is_punished_unheard",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingActionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("what", models.CharField(max_length=200, verbose_name="事项")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="health_forms.meeting",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
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
                        to="health_forms.meetingaction",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("held_on", models.DateField(verbose_name="会议日期")),
                ("minutes", models.TextField(verbose_name="会议记录")),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
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
                        to="health_forms.meeting",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PenaltyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("loss", "丢失"),
                            ("damage", "损坏"),
                            ("missing", "缺页"),
                            ("passed_on", "外传"),
                        ],
                        max_length=10,
                        verbose_name="情形",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=7, verbose_name="金额（元）"),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="事实和理由")),
                ("statement", models.TextField(blank=True, verbose_name="本人陈述")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待本人陈述"),
                            ("heard", "待总经理批准"),
                            ("approved", "已批准"),
                            ("refused", "未获批准"),
                        ],
                        default="proposed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="决定时间")),
                ("restored_at", models.DateTimeField(null=True, verbose_name="补充完成时间")),
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
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="health_forms.customerfile",
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
                        verbose_name="当事人",
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
                        to="health_forms.penalty",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_meetingevent" ("entered_at", "entered_by_id", "held_on", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."held_on", new_values."id", new_values."minutes", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="0a5057caad33b2e91f2df26277bdeb3624ae9cd2",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ccd4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_meetingevent" ("entered_at", "entered_by_id", "held_on", "id", "minutes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."entered_at", new_values."entered_by_id", new_values."held_on", new_values."id", new_values."minutes", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b7072f093b12141b9f49622ba65a61eb4c8460ee",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3a8b0",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingaction",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_meetingactionevent" ("done_at", "due_on", "id", "meeting_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."done_at", new_values."due_on", new_values."id", new_values."meeting_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="548a8b458b2935cd32061ea0f4a1d51ddd6c9843",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f301f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_meetingaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingaction",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_meetingactionevent" ("done_at", "due_on", "id", "meeting_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "what") SELECT new_values."done_at", new_values."due_on", new_values."id", new_values."meeting_id", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="073835d182917edc35f44e4d038e855b802bf804",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bb507",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_meetingaction",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingactionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="9a301dbbb8253651c62cdab73416f7f37e8f8ea7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_3c4b3",
                    table="health_forms_meetingactionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingactionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="51b707f303a6c18f8fd84d66415d526b070a0834",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8bcf7",
                    table="health_forms_meetingactionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="b19226226ff4fdb0a1980a957317ea92f0ea5a54",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a5cb1",
                    table="health_forms_meetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2a89113ba98019aec6d4dbf15ea0baa13b293256",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2bc82",
                    table="health_forms_meetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penalty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_penaltyevent" ("amount", "decided_at", "decided_by_id", "file_id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "reason", "restored_at", "state", "statement") SELECT new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."file_id", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."proposed_by_id", new_values."reason", new_values."restored_at", new_values."state", new_values."statement" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2152efdbb3922bef9c26295f81d2a7595ae941f6",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_af2e4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_penalty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penalty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_penaltyevent" ("amount", "decided_at", "decided_by_id", "file_id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_by_id", "reason", "restored_at", "state", "statement") SELECT new_values."amount", new_values."decided_at", new_values."decided_by_id", new_values."file_id", new_values."kind", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."proposed_by_id", new_values."reason", new_values."restored_at", new_values."state", new_values."statement" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."amount" IS DISTINCT FROM (new_values."amount") OR old_values."decided_at" IS DISTINCT FROM (new_values."decided_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."file_id" IS DISTINCT FROM (new_values."file_id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."proposed_by_id" IS DISTINCT FROM (new_values."proposed_by_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."restored_at" IS DISTINCT FROM (new_values."restored_at") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."statement" IS DISTINCT FROM (new_values."statement")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="09ddaab0004c2979a5507106ef00b4cfc2d63100",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f0acb",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_penalty",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penaltyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="914948a82e895552fe1541b4a0e6656c2a8d2a95",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a6adb",
                    table="health_forms_penaltyevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="penaltyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="25f167232bbd1cd14cdeb72c89410c839473a1c3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bbe45",
                    table="health_forms_penaltyevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
