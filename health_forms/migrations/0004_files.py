import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("health_forms", "0003_allocation"),
        ("people", "0003_row_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerFile",
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
                    "event_kind",
                    models.CharField(
                        choices=[
                            ("social", "联谊会"),
                            ("trip", "旅游"),
                            ("meal", "餐饮"),
                            ("other", "其他活动"),
                        ],
                        max_length=8,
                        verbose_name="活动类型",
                    ),
                ),
                ("event", models.CharField(max_length=100, verbose_name="活动名称")),
                ("due_on", models.DateField(verbose_name="参加活动的最后一天")),
                ("bought_on", models.DateField(null=True, verbose_name="首次购买日期")),
                ("is_buyer", models.BooleanField(default=False, verbose_name="购买顾客")),
                ("answers", models.TextField(editable=False)),
                ("feedback", models.TextField(blank=True, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_write", "待填写"),
                            ("written", "待上交"),
                            ("handed_in", "待转交医生"),
                            ("kept", "医生保存"),
                            ("closed", "已停止回访"),
                            ("erased", "已撤回同意并删除"),
                        ],
                        default="to_write",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("made_on", models.DateField(null=True, verbose_name="制成日期")),
                ("is_late", models.BooleanField(default=False, verbose_name="逾期填写")),
                ("handed_in_at", models.DateTimeField(null=True, verbose_name="上交时间")),
                ("kept_at", models.DateTimeField(null=True, verbose_name="交医生时间")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refuses", "不愿再联系"),
                            ("moved", "已搬离"),
                            ("deceased", "已去世"),
                            ("ended", "不再跟踪"),
                        ],
                        max_length=10,
                        verbose_name="停止回访的原因",
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
                    "doctor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="顾服主管医生",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="file",
                        to="health_forms.person",
                    ),
                ),
                (
                    "rep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="满意代表",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="health_forms.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "顾客档案表",
                "verbose_name_plural": "顾客档案表",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["rep", "-matter"], name="file_of_rep"),
                    models.Index(fields=["doctor", "-matter"], name="file_of_doctor"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("to_write", "erased", "closed")),
                            ("made_on__isnull", False),
                            _connector="OR",
                        ),
                        name="written_file_has_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_buyer", False), ("bought_on__isnull", False), _connector="OR"
                        ),
                        name="buyer_bought_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "kept"), _negated=True),
                            ("doctor__isnull", False),
                            _connector="OR",
                        ),
                        name="kept_by_a_doctor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Checkout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "taken_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="调用时间"),
                ),
                ("due_on", models.DateField(verbose_name="归还期限")),
                ("given_back_at", models.DateTimeField(null=True, verbose_name="归还时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="调用人",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkouts",
                        to="health_forms.customerfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "档案调用",
                "verbose_name_plural": "档案调用",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("given_back_at", None)),
                        fields=("file",),
                        name="one_holder_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=foundation.clock.now, verbose_name="时间")),
                ("text", models.CharField(max_length=500, verbose_name="指导意见")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="医生",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="满意代表",
                    ),
                ),
            ],
            options={
                "verbose_name": "指导意见",
                "verbose_name_plural": "指导意见",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["to", "-at"], name="remark_to")],
            },
        ),
        migrations.CreateModel(
            name="Revisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[("rep", "满意代表"), ("doctor", "顾服主管医生")],
                        max_length=6,
                        verbose_name="回访人",
                    ),
                ),
                ("of_buyer", models.BooleanField(verbose_name="购买顾客")),
                ("stage", models.PositiveSmallIntegerField(null=True, verbose_name="第几次")),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("guide", "指导服用产品"),
                            ("opinions", "询问意见"),
                            ("effect", "了解服用效果"),
                            ("keep_contact", "保持联系"),
                            ("present", "介绍产品和服务"),
                            ("guidance", "专业指导、了解效果、排除异议"),
                            ("planned", "另行安排"),
                            ("call_back", "约定再联系"),
                        ],
                        max_length=12,
                        verbose_name="目的",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "待回访"),
                            ("done", "已回访"),
                            ("superseded", "已由新的安排代替"),
                            ("closed", "已停止"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("done_on", models.DateField(null=True, verbose_name="回访日期")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisits",
                        to="health_forms.customerfile",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="办理人",
                    ),
                ),
            ],
            options={
                "verbose_name": "回访安排",
                "verbose_name_plural": "回访安排",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["holder", "due_on", "id"],
                        name="revisit_open",
                    ),
                    models.Index(
                        condition=models.Q(("status", "done")),
                        fields=["holder", "done_on"],
                        name="revisit_done",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("stage__isnull", False),
                            models.Q(("status", "superseded"), _negated=True),
                        ),
                        fields=("file", "who", "of_buyer", "stage"),
                        name="each_stage_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_on__isnull", False), ("status", "done")),
                            models.Q(
                                models.Q(("status", "done"), _negated=True), ("done_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="revisit_done_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        choices=[("rep", "满意代表"), ("doctor", "顾服主管医生")], max_length=6
                    ),
                ),
                ("at", models.DateTimeField(default=foundation.clock.now, verbose_name="回访时间")),
                (
                    "mode",
                    models.CharField(
                        choices=[("phone", "电话访问"), ("home", "上门访问")],
                        max_length=5,
                        verbose_name="方式",
                    ),
                ),
                (
                    "missed",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_answer", "无人接听"),
                            ("wrong_number", "号码有误"),
                            ("busy", "对方不便"),
                            ("away", "外出"),
                        ],
                        max_length=12,
                        verbose_name="未联系上的原因",
                    ),
                ),
                ("text", models.TextField(editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="回访人",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="health_forms.customerfile",
                    ),
                ),
                (
                    "revisit",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visit",
                        to="health_forms.revisit",
                    ),
                ),
            ],
            options={
                "verbose_name": "回访记录",
                "verbose_name_plural": "回访记录",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["by", "-at"], name="visit_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("missed", ""), ("revisit", None), _connector="OR"),
                        name="missed_fulfils_nothing",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckoutEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "taken_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="调用时间"),
                ),
                ("due_on", models.DateField(verbose_name="归还期限")),
                ("given_back_at", models.DateTimeField(null=True, verbose_name="归还时间")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="调用人",
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
                        to="health_forms.checkout",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustomerFileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "event_kind",
                    models.CharField(
                        choices=[
                            ("social", "联谊会"),
                            ("trip", "旅游"),
                            ("meal", "餐饮"),
                            ("other", "其他活动"),
                        ],
                        max_length=8,
                        verbose_name="活动类型",
                    ),
                ),
                ("event", models.CharField(max_length=100, verbose_name="活动名称")),
                ("due_on", models.DateField(verbose_name="参加活动的最后一天")),
                ("bought_on", models.DateField(null=True, verbose_name="首次购买日期")),
                ("is_buyer", models.BooleanField(default=False, verbose_name="购买顾客")),
                ("answers", models.TextField(editable=False)),
                ("feedback", models.TextField(blank=True, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_write", "待填写"),
                            ("written", "待上交"),
                            ("handed_in", "待转交医生"),
                            ("kept", "医生保存"),
                            ("closed", "已停止回访"),
                            ("erased", "已撤回同意并删除"),
                        ],
                        default="to_write",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("made_on", models.DateField(null=True, verbose_name="制成日期")),
                ("is_late", models.BooleanField(default=False, verbose_name="逾期填写")),
                ("handed_in_at", models.DateTimeField(null=True, verbose_name="上交时间")),
                ("kept_at", models.DateTimeField(null=True, verbose_name="交医生时间")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refuses", "不愿再联系"),
                            ("moved", "已搬离"),
                            ("deceased", "已去世"),
                            ("ended", "不再跟踪"),
                        ],
                        max_length=10,
                        verbose_name="停止回访的原因",
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
                    "doctor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="顾服主管医生",
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
                        to="health_forms.customerfile",
                    ),
                ),
                (
                    "rep",
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
        pgtrigger.migrations.AddTrigger(
            model_name="customerfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_customerfileevent" ("answers", "bought_on", "department_id", "doctor_id", "due_on", "ending", "event", "event_kind", "feedback", "handed_in_at", "is_buyer", "is_late", "kept_at", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rep_id", "state", "survey_id") SELECT new_values."answers", new_values."bought_on", new_values."department_id", new_values."doctor_id", new_values."due_on", new_values."ending", new_values."event", new_values."event_kind", new_values."feedback", new_values."handed_in_at", new_values."is_buyer", new_values."is_late", new_values."kept_at", new_values."made_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."rep_id", new_values."state", new_values."survey_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="dd08bb98b0d83fda1d9aa8042c455293607b9afb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d4d6d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_customerfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_customerfileevent" ("answers", "bought_on", "department_id", "doctor_id", "due_on", "ending", "event", "event_kind", "feedback", "handed_in_at", "is_buyer", "is_late", "kept_at", "made_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rep_id", "state", "survey_id") SELECT new_values."answers", new_values."bought_on", new_values."department_id", new_values."doctor_id", new_values."due_on", new_values."ending", new_values."event", new_values."event_kind", new_values."feedback", new_values."handed_in_at", new_values."is_buyer", new_values."is_late", new_values."kept_at", new_values."made_on", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."rep_id", new_values."state", new_values."survey_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."answers" IS DISTINCT FROM (new_values."answers") OR old_values."bought_on" IS DISTINCT FROM (new_values."bought_on") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."doctor_id" IS DISTINCT FROM (new_values."doctor_id") OR old_values."due_on" IS DISTINCT FROM (new_values."due_on") OR old_values."ending" IS DISTINCT FROM (new_values."ending") OR old_values."event" IS DISTINCT FROM (new_values."event") OR old_values."event_kind" IS DISTINCT FROM (new_values."event_kind") OR old_values."feedback" IS DISTINCT FROM (new_values."feedback") OR old_values."handed_in_at" IS DISTINCT FROM (new_values."handed_in_at") OR old_values."is_buyer" IS DISTINCT FROM (new_values."is_buyer") OR old_values."is_late" IS DISTINCT FROM (new_values."is_late") OR old_values."kept_at" IS DISTINCT FROM (new_values."kept_at") OR old_values."made_on" IS DISTINCT FROM (new_values."made_on") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."rep_id" IS DISTINCT FROM (new_values."rep_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."survey_id" IS DISTINCT FROM (new_values."survey_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad1be4f20241f3f4cc0d520406942f12ee9c7389",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19c94",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_customerfile",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkoutevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="983556ea6a1cf478e01a4a9788442657da504042",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f9af6",
                    table="health_forms_checkoutevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkoutevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="77f7998816ffdd68b75f97437f2ffabc1ce3ba32",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_59bde",
                    table="health_forms_checkoutevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkout",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_checkoutevent" ("by_id", "due_on", "file_id", "given_back_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at") SELECT new_values."by_id", new_values."due_on", new_values."file_id", new_values."given_back_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."taken_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ebed8fd27293cd0eb575f15744b6c7079b7cad91",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20b19",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="health_forms_checkout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkout",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "health_forms_checkoutevent" ("by_id", "due_on", "file_id", "given_back_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_at") SELECT new_values."by_id", new_values."due_on", new_values."file_id", new_values."given_back_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."taken_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4015fdf23859f6214fc603fb7213ba423863e6f4",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3b775",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="health_forms_checkout",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="93d818b616881f6e9d8d406f858eb8318846efbe",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_0e69d",
                    table="health_forms_customerfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="customerfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3e3998fd63a607fbd0e2f844ab7368d63f15a4d4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_93b36",
                    table="health_forms_customerfileevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
