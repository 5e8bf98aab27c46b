import django.contrib.postgres.fields
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_accounts_and_roles"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0003_submission_answer"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{1,2}(\\.\\d{1,2})?$", "条款号形如 3 或 3.2。"
                            )
                        ],
                        verbose_name="条款号",
                    ),
                ),
                ("title", models.CharField(max_length=30, verbose_name="条款名称")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "重要会议资料"),
                            ("personnel", "人事档案"),
                            ("drawing", "工程图纸与技术资料"),
                            ("assets", "固定资产清单"),
                            ("superior", "上级来文"),
                            ("correspondence", "对外发文与来往文书"),
                            ("reporting", "请示批复与报告总结"),
                            ("internal", "内部计划、报表、记录与简报"),
                            ("visitors", "来访与信访资料"),
                            ("contract", "合同协议"),
                            ("appointment", "任免与奖惩"),
                            ("regulation", "规章制度与程序文件"),
                            ("history", "历史沿革、大事记与声像"),
                            ("classified", "保密范围材料"),
                        ],
                        max_length=16,
                        verbose_name="归档范围",
                    ),
                ),
                (
                    "retention",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "短期"), (2, "长期"), (3, "永久")], verbose_name="保管期限"
                    ),
                ),
            ],
            options={
                "verbose_name": "条款",
                "verbose_name_plural": "条款",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("name", models.CharField(max_length=200, verbose_name="题名")),
                ("document_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                (
                    "issuing_body",
                    models.CharField(
                        help_text="发文机关或作者。", max_length=120, verbose_name="责任者"
                    ),
                ),
                ("dated_on", models.DateField(verbose_name="文件日期")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("meeting", "重要会议资料"),
                            ("personnel", "人事档案"),
                            ("drawing", "工程图纸与技术资料"),
                            ("assets", "固定资产清单"),
                            ("superior", "上级来文"),
                            ("correspondence", "对外发文与来往文书"),
                            ("reporting", "请示批复与报告总结"),
                            ("internal", "内部计划、报表、记录与简报"),
                            ("visitors", "来访与信访资料"),
                            ("contract", "合同协议"),
                            ("appointment", "任免与奖惩"),
                            ("regulation", "规章制度与程序文件"),
                            ("history", "历史沿革、大事记与声像"),
                            ("classified", "保密范围材料"),
                        ],
                        max_length=16,
                        verbose_name="归档范围",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "请示"),
                            ("reply", "批复"),
                            ("plan", "规划、计划"),
                            ("summary", "总结"),
                            ("meeting", "会议文件"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="文件种类",
                    ),
                ),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="跨年度的规划、总结填写首年和末年。",
                        null=True,
                        verbose_name="针对期间：首年",
                    ),
                ),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="针对期间：末年"
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="会议开幕日期")),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("paper", "纸质"),
                            ("electronic", "电子"),
                            ("audio_visual", "声像"),
                        ],
                        default="paper",
                        max_length=12,
                        verbose_name="载体",
                    ),
                ),
                (
                    "copies",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="份数"),
                ),
                (
                    "pages",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页数"),
                ),
                (
                    "subject_terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="主题词",
                    ),
                ),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "公开"), (2, "内部"), (3, "秘密"), (4, "机密"), (5, "绝密")],
                        default=2,
                        help_text="本公司自定密级。国家秘密不得录入本系统，目录也不得录入。",
                        verbose_name="密级",
                    ),
                ),
                (
                    "retention",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "短期"), (2, "长期"), (3, "永久")], verbose_name="保管期限"
                    ),
                ),
                (
                    "is_company_print",
                    models.BooleanField(
                        default=False,
                        help_text="公司缮印的公文由总经理办公室统一收集。",
                        verbose_name="公司缮印",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("finished", "办理完毕"), ("shelved", "领导批存")],
                        default="finished",
                        max_length=8,
                        verbose_name="办理结果",
                    ),
                ),
                ("finished_on", models.DateField(verbose_name="办结或批存日期")),
                (
                    "was_late",
                    models.BooleanField(default=False, editable=False, verbose_name="逾期送交"),
                ),
                (
                    "filing_year",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="归档年度"),
                ),
                (
                    "year_rule",
                    models.CharField(
                        choices=[
                            ("date", "按成文日期"),
                            ("reply", "请示与批复：归复文年"),
                            ("request", "请示无复文：归请示年"),
                            ("plan", "跨年度规划：归针对的第一年"),
                            ("summary", "跨年度总结：归针对的最后一年"),
                            ("meeting", "跨年度会议：归开幕年"),
                            ("leading", "随主件归年"),
                        ],
                        default="date",
                        editable=False,
                        max_length=8,
                        verbose_name="年度依据",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handed_in", "待部门档案员签收"),
                            ("incomplete", "待经办人补齐"),
                            ("collected", "部门保管"),
                            ("offered", "待档案室签收"),
                            ("received", "待归卷"),
                            ("filed", "已归卷"),
                            ("destroyed", "已销毁"),
                            ("void", "已作废"),
                        ],
                        default="handed_in",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("collected_at", models.DateTimeField(null=True, verbose_name="部门签收时间")),
                ("offered_at", models.DateTimeField(null=True, verbose_name="报送时间")),
                ("received_at", models.DateTimeField(null=True, verbose_name="档案室签收时间")),
                ("position", models.PositiveSmallIntegerField(null=True, verbose_name="件号")),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="archives.clause",
                        verbose_name="类目条款",
                    ),
                ),
                (
                    "collected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        help_text="几个部门合办的填主办部门，会议文件填召集部门。",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="主办部门",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "partners",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="people.department",
                        verbose_name="协办部门",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件",
                "verbose_name_plural": "文件",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["department", "-matter"], name="document_department"),
                    models.Index(fields=["filing_year", "-matter"], name="document_year"),
                    models.Index(fields=["dated_on", "matter"], name="document_dated"),
                    models.Index(fields=["handler", "-matter"], name="document_handler"),
                    models.Index(fields=["registered_by", "-matter"], name="document_registrar"),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ["filed", "destroyed", "void"]), _negated=True
                        ),
                        fields=["state", "department"],
                        name="document_on_its_way",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year", None),
                            ("last_year", None),
                            ("last_year__gte", models.F("first_year")),
                            _connector="OR",
                        ),
                        name="document_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", "classified"), _negated=True),
                            ("secrecy__gte", 3),
                            _connector="OR",
                        ),
                        name="classified_material_is_graded",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentLink",
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
                            ("reply", "批复与请示"),
                            ("attachment", "正件与附件"),
                            ("draft", "定稿与草稿"),
                            ("forwarded", "转发文件与原件"),
                            ("language", "主要文本与其他文种"),
                            ("telegram", "文件与文电"),
                            ("close", "与绝密文件密切联系"),
                        ],
                        max_length=10,
                        verbose_name="联系",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="与绝密文件密切联系的必填。",
                        max_length=200,
                        verbose_name="理由",
                    ),
                ),
                ("made_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_out",
                        to="archives.document",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_in",
                        to="archives.document",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件联系",
                "verbose_name_plural": "文件联系",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("lead", "other"),
                        django.db.models.functions.comparison.Greatest("lead", "other"),
                        name="one_link_a_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lead", models.F("other")), _negated=True),
                        name="link_between_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "close"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="close_link_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reply", "批复与请示"),
                            ("attachment", "正件与附件"),
                            ("draft", "定稿与草稿"),
                            ("forwarded", "转发文件与原件"),
                            ("language", "主要文本与其他文种"),
                            ("telegram", "文件与文电"),
                            ("close", "与绝密文件密切联系"),
                        ],
                        max_length=10,
                        verbose_name="联系",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        help_text="与绝密文件密切联系的必填。",
                        max_length=200,
                        verbose_name="理由",
                    ),
                ),
                ("made_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "lead",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.document",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.document",
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
                        to="archives.documentlink",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FilingScheme",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[("drafting", "编制中"), ("in_force", "施行")],
                        default="drafting",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("adopted_at", models.DateTimeField(null=True, verbose_name="施行时间")),
                (
                    "adopted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filing_schemes",
                        to="people.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷类目",
                "verbose_name_plural": "案卷类目",
                "ordering": ["-year", "department"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "year"), name="one_scheme_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adopted_at", None), ("adopted_by", None)),
                            models.Q(("adopted_at__isnull", False), ("adopted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="scheme_adopted_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClauseEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "number",
                    models.CharField(
                        max_length=5,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{1,2}(\\.\\d{1,2})?$", "条款号形如 3 或 3.2。"
                            )
                        ],
                        verbose_name="条款号",
                    ),
                ),
                ("title", models.CharField(max_length=30, verbose_name="条款名称")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "重要会议资料"),
                            ("personnel", "人事档案"),
                            ("drawing", "工程图纸与技术资料"),
                            ("assets", "固定资产清单"),
                            ("superior", "上级来文"),
                            ("correspondence", "对外发文与来往文书"),
                            ("reporting", "请示批复与报告总结"),
                            ("internal", "内部计划、报表、记录与简报"),
                            ("visitors", "来访与信访资料"),
                            ("contract", "合同协议"),
                            ("appointment", "任免与奖惩"),
                            ("regulation", "规章制度与程序文件"),
                            ("history", "历史沿革、大事记与声像"),
                            ("classified", "保密范围材料"),
                        ],
                        max_length=16,
                        verbose_name="归档范围",
                    ),
                ),
                (
                    "retention",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "短期"), (2, "长期"), (3, "永久")], verbose_name="保管期限"
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
                        to="archives.clause",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.filingscheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="clause",
            name="scheme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clauses",
                to="archives.filingscheme",
            ),
        ),
        migrations.CreateModel(
            name="FilingSchemeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "state",
                    models.CharField(
                        choices=[("drafting", "编制中"), ("in_force", "施行")],
                        default="drafting",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("adopted_at", models.DateTimeField(null=True, verbose_name="施行时间")),
                (
                    "adopted_by",
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
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="编制人",
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
                        to="archives.filingscheme",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("room", models.CharField(max_length=20, verbose_name="库房")),
                ("cabinet", models.CharField(max_length=10, verbose_name="柜")),
                ("shelf", models.CharField(max_length=10, verbose_name="层")),
                ("box", models.CharField(blank=True, max_length=10, verbose_name="盒")),
            ],
            options={
                "verbose_name": "库位",
                "verbose_name_plural": "库位",
                "ordering": ["room", "cabinet", "shelf", "box"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("room", "cabinet", "shelf", "box"), name="one_place_a_name"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="place",
            field=models.ForeignKey(
                blank=True,
                help_text="不随卷存放的声像载体等单独填写。",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="archives.place",
                verbose_name="库位",
            ),
        ),
        migrations.CreateModel(
            name="Transfer",
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
                    "offered_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="移交时间"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "待签收"),
                            ("signed", "已签收"),
                            ("returned", "已退回"),
                        ],
                        default="offered",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("received_at", models.DateTimeField(null=True, verbose_name="接收时间")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="移交部门",
                    ),
                ),
                (
                    "offered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="移交人",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="接收人",
                    ),
                ),
            ],
            options={
                "verbose_name": "交接签收",
                "verbose_name_plural": "交接签收",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["department", "offered_at"], name="transfer_department")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_by", None),
                            models.Q(("received_by", models.F("offered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="transfer_signed_by_two",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_returned", models.BooleanField(default=False, verbose_name="退回")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfer_items",
                        to="archives.document",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="archives.transfer",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("transfer", "document"), name="one_item_a_document"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="transfer",
            name="documents",
            field=models.ManyToManyField(
                related_name="transfers",
                through="archives.TransferItem",
                to="archives.document",
                verbose_name="文件",
            ),
        ),
        migrations.CreateModel(
            name="Volume",
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
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=120, verbose_name="案卷题名")),
                ("archive_no", models.CharField(blank=True, max_length=60, verbose_name="档号")),
                (
                    "retention",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "短期"), (2, "长期"), (3, "永久")], verbose_name="保管期限"
                    ),
                ),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "公开"), (2, "内部"), (3, "秘密"), (4, "机密"), (5, "绝密")],
                        default=1,
                        editable=False,
                        verbose_name="密级",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("collecting", "组卷中"),
                            ("compiled", "已立卷，待检查"),
                            ("checked", "已检查，待上架"),
                            ("shelved", "已上架"),
                            ("appraised", "已鉴定"),
                            ("kept", "继续保管"),
                            ("destroyed", "已销毁"),
                            ("void", "已作废"),
                        ],
                        default="collecting",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("compiled_at", models.DateTimeField(null=True, verbose_name="立卷时间")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="检查时间")),
                ("shelved_at", models.DateTimeField(null=True, verbose_name="上架时间")),
                (
                    "has_paper_note_sheet",
                    models.BooleanField(default=False, verbose_name="纸质备考表已签名入卷"),
                ),
                (
                    "has_electronic_note_sheet",
                    models.BooleanField(default=False, verbose_name="电子备考表已交"),
                ),
                (
                    "lent_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="借出时间"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volumes",
                        to="archives.clause",
                        verbose_name="类目条款",
                    ),
                ),
                (
                    "compiled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="立卷人",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="组卷人",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="volumes",
                        to="archives.place",
                        verbose_name="库位",
                    ),
                ),
                (
                    "shelved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷",
                "verbose_name_plural": "案卷",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["department", "year", "-matter"], name="volume_department"
                    ),
                    models.Index(fields=["year", "-matter"], name="volume_year"),
                    models.Index(fields=["place"], name="volume_place"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("archive_no", ""), _negated=True),
                        fields=("archive_no",),
                        name="one_volume_a_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by", None),
                            models.Q(("checked_by", models.F("compiled_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="volume_checked_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("shelved", "kept")), _negated=True),
                            models.Q(
                                ("checked_by__isnull", False),
                                ("has_electronic_note_sheet", True),
                                ("has_paper_note_sheet", True),
                                ("place__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="volume_shelved_with_note_sheet",
                    ),
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
                ("text", models.TextField(verbose_name="说明")),
                ("written_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "volume",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="archives.volume",
                    ),
                ),
            ],
            options={
                "verbose_name": "备考说明",
                "verbose_name_plural": "备考说明",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=200, verbose_name="题名")),
                ("document_no", models.CharField(blank=True, max_length=60, verbose_name="文号")),
                (
                    "issuing_body",
                    models.CharField(
                        help_text="发文机关或作者。", max_length=120, verbose_name="责任者"
                    ),
                ),
                ("dated_on", models.DateField(verbose_name="文件日期")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("meeting", "重要会议资料"),
                            ("personnel", "人事档案"),
                            ("drawing", "工程图纸与技术资料"),
                            ("assets", "固定资产清单"),
                            ("superior", "上级来文"),
                            ("correspondence", "对外发文与来往文书"),
                            ("reporting", "请示批复与报告总结"),
                            ("internal", "内部计划、报表、记录与简报"),
                            ("visitors", "来访与信访资料"),
                            ("contract", "合同协议"),
                            ("appointment", "任免与奖惩"),
                            ("regulation", "规章制度与程序文件"),
                            ("history", "历史沿革、大事记与声像"),
                            ("classified", "保密范围材料"),
                        ],
                        max_length=16,
                        verbose_name="归档范围",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("request", "请示"),
                            ("reply", "批复"),
                            ("plan", "规划、计划"),
                            ("summary", "总结"),
                            ("meeting", "会议文件"),
                            ("other", "其他"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="文件种类",
                    ),
                ),
                (
                    "first_year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="跨年度的规划、总结填写首年和末年。",
                        null=True,
                        verbose_name="针对期间：首年",
                    ),
                ),
                (
                    "last_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="针对期间：末年"
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="会议开幕日期")),
                (
                    "medium",
                    models.CharField(
                        choices=[
                            ("paper", "纸质"),
                            ("electronic", "电子"),
                            ("audio_visual", "声像"),
                        ],
                        default="paper",
                        max_length=12,
                        verbose_name="载体",
                    ),
                ),
                (
                    "copies",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="份数"),
                ),
                (
                    "pages",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页数"),
                ),
                (
                    "subject_terms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="主题词",
                    ),
                ),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "公开"), (2, "内部"), (3, "秘密"), (4, "机密"), (5, "绝密")],
                        default=2,
                        help_text="本公司自定密级。国家秘密不得录入本系统，目录也不得录入。",
                        verbose_name="密级",
                    ),
                ),
                (
                    "retention",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "短期"), (2, "长期"), (3, "永久")], verbose_name="保管期限"
                    ),
                ),
                (
                    "is_company_print",
                    models.BooleanField(
                        default=False,
                        help_text="公司缮印的公文由总经理办公室统一收集。",
                        verbose_name="公司缮印",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("finished", "办理完毕"), ("shelved", "领导批存")],
                        default="finished",
                        max_length=8,
                        verbose_name="办理结果",
                    ),
                ),
                ("finished_on", models.DateField(verbose_name="办结或批存日期")),
                (
                    "was_late",
                    models.BooleanField(default=False, editable=False, verbose_name="逾期送交"),
                ),
                (
                    "filing_year",
                    models.PositiveSmallIntegerField(editable=False, verbose_name="归档年度"),
                ),
                (
                    "year_rule",
                    models.CharField(
                        choices=[
                            ("date", "按成文日期"),
                            ("reply", "请示与批复：归复文年"),
                            ("request", "请示无复文：归请示年"),
                            ("plan", "跨年度规划：归针对的第一年"),
                            ("summary", "跨年度总结：归针对的最后一年"),
                            ("meeting", "跨年度会议：归开幕年"),
                            ("leading", "随主件归年"),
                        ],
                        default="date",
                        editable=False,
                        max_length=8,
                        verbose_name="年度依据",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handed_in", "待部门档案员签收"),
                            ("incomplete", "待经办人补齐"),
                            ("collected", "部门保管"),
                            ("offered", "待档案室签收"),
                            ("received", "待归卷"),
                            ("filed", "已归卷"),
                            ("destroyed", "已销毁"),
                            ("void", "已作废"),
                        ],
                        default="handed_in",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("collected_at", models.DateTimeField(null=True, verbose_name="部门签收时间")),
                ("offered_at", models.DateTimeField(null=True, verbose_name="报送时间")),
                ("received_at", models.DateTimeField(null=True, verbose_name="档案室签收时间")),
                ("position", models.PositiveSmallIntegerField(null=True, verbose_name="件号")),
                (
                    "clause",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.clause",
                        verbose_name="类目条款",
                    ),
                ),
                (
                    "collected_by",
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
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="几个部门合办的填主办部门，会议文件填召集部门。",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="主办部门",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "offered_by",
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
                        to="archives.document",
                    ),
                ),
                (
                    "received_by",
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
                    "registered_by",
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
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="不随卷存放的声像载体等单独填写。",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.place",
                        verbose_name="库位",
                    ),
                ),
                (
                    "volume",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.volume",
                        verbose_name="案卷",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="document",
            name="volume",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="archives.volume",
                verbose_name="案卷",
            ),
        ),
        migrations.CreateModel(
            name="VolumeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=120, verbose_name="案卷题名")),
                ("archive_no", models.CharField(blank=True, max_length=60, verbose_name="档号")),
                (
                    "retention",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "短期"), (2, "长期"), (3, "永久")], verbose_name="保管期限"
                    ),
                ),
                (
                    "secrecy",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "公开"), (2, "内部"), (3, "秘密"), (4, "机密"), (5, "绝密")],
                        default=1,
                        editable=False,
                        verbose_name="密级",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("collecting", "组卷中"),
                            ("compiled", "已立卷，待检查"),
                            ("checked", "已检查，待上架"),
                            ("shelved", "已上架"),
                            ("appraised", "已鉴定"),
                            ("kept", "继续保管"),
                            ("destroyed", "已销毁"),
                            ("void", "已作废"),
                        ],
                        default="collecting",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
                ("compiled_at", models.DateTimeField(null=True, verbose_name="立卷时间")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="检查时间")),
                ("shelved_at", models.DateTimeField(null=True, verbose_name="上架时间")),
                (
                    "has_paper_note_sheet",
                    models.BooleanField(default=False, verbose_name="纸质备考表已签名入卷"),
                ),
                (
                    "has_electronic_note_sheet",
                    models.BooleanField(default=False, verbose_name="电子备考表已交"),
                ),
                (
                    "lent_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="借出时间"),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="检查人",
                    ),
                ),
                (
                    "clause",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.clause",
                        verbose_name="类目条款",
                    ),
                ),
                (
                    "compiled_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="立卷人",
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
                        verbose_name="部门",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="组卷人",
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
                        to="archives.volume",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archives.place",
                        verbose_name="库位",
                    ),
                ),
                (
                    "shelved_by",
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
            model_name="documentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_documentlinkevent" ("id", "kind", "lead_id", "made_at", "made_by_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."id", new_values."kind", new_values."lead_id", new_values."made_at", new_values."made_by_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="492815eee292f151bd7d25b27efcd527a613a749",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_96e90",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="archives_documentlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentlink",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_documentlinkevent" ("id", "kind", "lead_id", "made_at", "made_by_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") SELECT new_values."id", new_values."kind", new_values."lead_id", new_values."made_at", new_values."made_by_id", new_values."other_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="06862759b34f2239a7d582647ad4077896028e49",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8357",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="archives_documentlink",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentlinkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="c013155260b69d2fc7cbf0293686726afdc724f2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_71ee8",
                    table="archives_documentlinkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentlinkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bb41eb58d5054287cfa8c8f4692479d2e11220ae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_79f19",
                    table="archives_documentlinkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingscheme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_filingschemeevent" ("adopted_at", "adopted_by_id", "department_id", "drafted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "year") SELECT new_values."adopted_at", new_values."adopted_by_id", new_values."department_id", new_values."drafted_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="41b0ff7874bc515a241efe50195fef143030d41d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_045a0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="archives_filingscheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingscheme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_filingschemeevent" ("adopted_at", "adopted_by_id", "department_id", "drafted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "year") SELECT new_values."adopted_at", new_values."adopted_by_id", new_values."department_id", new_values."drafted_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."adopted_at" IS DISTINCT FROM (new_values."adopted_at") OR old_values."adopted_by_id" IS DISTINCT FROM (new_values."adopted_by_id") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."drafted_by_id" IS DISTINCT FROM (new_values."drafted_by_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f051e53c0b814f95a7ecfcc2e6563bf63f6543fe",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9d17e",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="archives_filingscheme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clauseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="814723d72744a5185ab27530e16bf70f807bc16b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_72c1d",
                    table="archives_clauseevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clauseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3c37f53c5094ed956f9997550a8fc57c5dd5bef7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_26694",
                    table="archives_clauseevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="clause",
            constraint=models.UniqueConstraint(
                fields=("scheme", "number"), name="one_clause_a_number"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_clauseevent" ("category", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retention", "scheme_id", "title") SELECT new_values."category", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."retention", new_values."scheme_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="7564d3464489afbfa63bb7c0d01f810a82ed726b",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3d7b5",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="archives_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clause",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_clauseevent" ("category", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "retention", "scheme_id", "title") SELECT new_values."category", new_values."id", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."retention", new_values."scheme_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="11c7836f5b2c69ed621ab96c483c283114e5be1e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50eb5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="archives_clause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingschemeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="ce3f9e5ce7ce412fbf99ea7d5ed9d97353f6bacb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_46079",
                    table="archives_filingschemeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filingschemeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="35768a1d596b5ebad397e93df8ded1a2b22bf1ff",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f72e8",
                    table="archives_filingschemeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volume",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_volumeevent" ("archive_no", "checked_at", "checked_by_id", "clause_id", "compiled_at", "compiled_by_id", "department_id", "has_electronic_note_sheet", "has_paper_note_sheet", "lent_at", "name", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "retention", "secrecy", "shelved_at", "shelved_by_id", "state", "year") SELECT new_values."archive_no", new_values."checked_at", new_values."checked_by_id", new_values."clause_id", new_values."compiled_at", new_values."compiled_by_id", new_values."department_id", new_values."has_electronic_note_sheet", new_values."has_paper_note_sheet", new_values."lent_at", new_values."name", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."place_id", new_values."retention", new_values."secrecy", new_values."shelved_at", new_values."shelved_by_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b8e3e6d2a11691f6d2abf7c372c4236414802aad",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fabf4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="archives_volume",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volume",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_volumeevent" ("archive_no", "checked_at", "checked_by_id", "clause_id", "compiled_at", "compiled_by_id", "department_id", "has_electronic_note_sheet", "has_paper_note_sheet", "lent_at", "name", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "retention", "secrecy", "shelved_at", "shelved_by_id", "state", "year") SELECT new_values."archive_no", new_values."checked_at", new_values."checked_by_id", new_values."clause_id", new_values."compiled_at", new_values."compiled_by_id", new_values."department_id", new_values."has_electronic_note_sheet", new_values."has_paper_note_sheet", new_values."lent_at", new_values."name", new_values."opened_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."place_id", new_values."retention", new_values."secrecy", new_values."shelved_at", new_values."shelved_by_id", new_values."state", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."archive_no" IS DISTINCT FROM (new_values."archive_no") OR old_values."checked_at" IS DISTINCT FROM (new_values."checked_at") OR old_values."checked_by_id" IS DISTINCT FROM (new_values."checked_by_id") OR old_values."clause_id" IS DISTINCT FROM (new_values."clause_id") OR old_values."compiled_at" IS DISTINCT FROM (new_values."compiled_at") OR old_values."compiled_by_id" IS DISTINCT FROM (new_values."compiled_by_id") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."has_electronic_note_sheet" IS DISTINCT FROM (new_values."has_electronic_note_sheet") OR old_values."has_paper_note_sheet" IS DISTINCT FROM (new_values."has_paper_note_sheet") OR old_values."lent_at" IS DISTINCT FROM (new_values."lent_at") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."opened_by_id" IS DISTINCT FROM (new_values."opened_by_id") OR old_values."place_id" IS DISTINCT FROM (new_values."place_id") OR old_values."retention" IS DISTINCT FROM (new_values."retention") OR old_values."secrecy" IS DISTINCT FROM (new_values."secrecy") OR old_values."shelved_at" IS DISTINCT FROM (new_values."shelved_at") OR old_values."shelved_by_id" IS DISTINCT FROM (new_values."shelved_by_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."year" IS DISTINCT FROM (new_values."year")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="cb40601c668e2ce811fab12d72c8e2cc67470ba0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6078d",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="archives_volume",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="51eb651076b1544d338ba937ff24436bc3149231",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2e8bd",
                    table="archives_remark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remark",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="3cc085166436c2d806b65552edd899611a0d80c6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7e659",
                    table="archives_remark",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="32fda38ab28b6dfb63b1ad1e959e46b598895d69",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_cee92",
                    table="archives_documentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="504668f27849aacd123f574ea7133729d35e6265",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_558ef",
                    table="archives_documentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("position__isnull", False),
                        ("state__in", ["filed", "destroyed"]),
                        ("volume__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["filed", "destroyed"]), _negated=True),
                        ("position", None),
                        ("volume", None),
                    ),
                    _connector="OR",
                ),
                name="document_filed_in_a_volume",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("volume", "position"),
                name="one_document_a_position",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_documentevent" ("category", "clause_id", "collected_at", "collected_by_id", "copies", "dated_on", "department_id", "document_no", "filing_year", "finished_on", "first_year", "handler_id", "is_company_print", "issuing_body", "kind", "last_year", "medium", "name", "offered_at", "offered_by_id", "opened_on", "outcome", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "position", "received_at", "received_by_id", "registered_by_id", "retention", "secrecy", "state", "subject_terms", "volume_id", "was_late", "year_rule") SELECT new_values."category", new_values."clause_id", new_values."collected_at", new_values."collected_by_id", new_values."copies", new_values."dated_on", new_values."department_id", new_values."document_no", new_values."filing_year", new_values."finished_on", new_values."first_year", new_values."handler_id", new_values."is_company_print", new_values."issuing_body", new_values."kind", new_values."last_year", new_values."medium", new_values."name", new_values."offered_at", new_values."offered_by_id", new_values."opened_on", new_values."outcome", new_values."pages", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."place_id", new_values."position", new_values."received_at", new_values."received_by_id", new_values."registered_by_id", new_values."retention", new_values."secrecy", new_values."state", new_values."subject_terms", new_values."volume_id", new_values."was_late", new_values."year_rule" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="33d66ee914c0a476f4609ecd9341dbbd52c4ea0f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_494b2",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="archives_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "archives_documentevent" ("category", "clause_id", "collected_at", "collected_by_id", "copies", "dated_on", "department_id", "document_no", "filing_year", "finished_on", "first_year", "handler_id", "is_company_print", "issuing_body", "kind", "last_year", "medium", "name", "offered_at", "offered_by_id", "opened_on", "outcome", "pages", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "position", "received_at", "received_by_id", "registered_by_id", "retention", "secrecy", "state", "subject_terms", "volume_id", "was_late", "year_rule") SELECT new_values."category", new_values."clause_id", new_values."collected_at", new_values."collected_by_id", new_values."copies", new_values."dated_on", new_values."department_id", new_values."document_no", new_values."filing_year", new_values."finished_on", new_values."first_year", new_values."handler_id", new_values."is_company_print", new_values."issuing_body", new_values."kind", new_values."last_year", new_values."medium", new_values."name", new_values."offered_at", new_values."offered_by_id", new_values."opened_on", new_values."outcome", new_values."pages", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."place_id", new_values."position", new_values."received_at", new_values."received_by_id", new_values."registered_by_id", new_values."retention", new_values."secrecy", new_values."state", new_values."subject_terms", new_values."volume_id", new_values."was_late", new_values."year_rule" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."clause_id" IS DISTINCT FROM (new_values."clause_id") OR old_values."collected_at" IS DISTINCT FROM (new_values."collected_at") OR old_values."collected_by_id" IS DISTINCT FROM (new_values."collected_by_id") OR old_values."copies" IS DISTINCT FROM (new_values."copies") OR old_values."dated_on" IS DISTINCT FROM (new_values."dated_on") OR old_values."department_id" IS DISTINCT FROM (new_values."department_id") OR old_values."document_no" IS DISTINCT FROM (new_values."document_no") OR old_values."filing_year" IS DISTINCT FROM (new_values."filing_year") OR old_values."finished_on" IS DISTINCT FROM (new_values."finished_on") OR old_values."first_year" IS DISTINCT FROM (new_values."first_year") OR old_values."handler_id" IS DISTINCT FROM (new_values."handler_id") OR old_values."is_company_print" IS DISTINCT FROM (new_values."is_company_print") OR old_values."issuing_body" IS DISTINCT FROM (new_values."issuing_body") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."last_year" IS DISTINCT FROM (new_values."last_year") OR old_values."medium" IS DISTINCT FROM (new_values."medium") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."offered_at" IS DISTINCT FROM (new_values."offered_at") OR old_values."offered_by_id" IS DISTINCT FROM (new_values."offered_by_id") OR old_values."opened_on" IS DISTINCT FROM (new_values."opened_on") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."pages" IS DISTINCT FROM (new_values."pages") OR old_values."place_id" IS DISTINCT FROM (new_values."place_id") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."received_at" IS DISTINCT FROM (new_values."received_at") OR old_values."received_by_id" IS DISTINCT FROM (new_values."received_by_id") OR old_values."registered_by_id" IS DISTINCT FROM (new_values."registered_by_id") OR old_values."retention" IS DISTINCT FROM (new_values."retention") OR old_values."secrecy" IS DISTINCT FROM (new_values."secrecy") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."subject_terms" IS DISTINCT FROM (new_values."subject_terms") OR old_values."volume_id" IS DISTINCT FROM (new_values."volume_id") OR old_values."was_late" IS DISTINCT FROM (new_values."was_late") OR old_values."year_rule" IS DISTINCT FROM (new_values."year_rule")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b43b11f428b9b0cf8acc4e68a8dec8b5962c6a9e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a61b3",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="archives_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volumeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="fd8962c8cf8617e269e7e528f0b2550eb15c8a5b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_d2043",
                    table="archives_volumeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="volumeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="28b74322fbc131c2fc68ca2fbbbdf36d27d6e29a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9be58",
                    table="archives_volumeevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
