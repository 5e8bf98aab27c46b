import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("papers", "0001_initial"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("power_projects", "0002_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Equipment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="设备")),
                ("model", models.CharField(max_length=80, verbose_name="型号")),
                ("standard", models.CharField(max_length=40, verbose_name="符合的标准或认证")),
                (
                    "drawing_is_reviewed",
                    models.BooleanField(default=False, verbose_name="图纸已经审核"),
                ),
                ("maker", models.CharField(blank=True, max_length=120, verbose_name="厂家")),
                ("approved_at", models.DateTimeField(null=True)),
                ("ordered_on", models.DateField(null=True, verbose_name="订购日期")),
                ("arrives_on", models.DateField(null=True, verbose_name="到货日期")),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="equipment",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "设备",
                "verbose_name_plural": "设备",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ordered_on", None),
                            models.Q(
                                models.Q(("maker", ""), _negated=True),
                                ("arrives_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="order_names_maker_and_arrival",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteVisit",
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
                        choices=[("check", "施工检查"), ("supervision", "现场监督")],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("visited_on", models.DateField(verbose_name="日期")),
                ("findings", models.TextField(verbose_name="情况")),
                ("visited_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="site_visits",
                        to="power_projects.project",
                    ),
                ),
                (
                    "visited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "现场检查",
                "verbose_name_plural": "现场检查",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Works",
            fields=[
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="works",
                        serialize=False,
                        to="power_projects.project",
                    ),
                ),
                ("starts_on", models.DateField(null=True, verbose_name="开工日期")),
                ("expected_on", models.DateField(null=True, verbose_name="预计完工日期")),
                ("moved_to", models.DateField(null=True, verbose_name="调整后的完工日期")),
                ("work_plan", models.TextField(blank=True, verbose_name="施工规划")),
                ("materials", models.TextField(blank=True, verbose_name="材料计划")),
                ("contractor_survey", models.TextField(blank=True, verbose_name="施工单位的核实")),
                ("units", models.PositiveIntegerField(default=0, verbose_name="设备材料总数")),
                ("installed", models.PositiveIntegerField(default=0, verbose_name="已安装")),
                ("completed_on", models.DateField(null=True, verbose_name="竣工日期")),
                ("report", models.TextField(blank=True, verbose_name="竣工报告")),
                ("reported_on", models.DateField(null=True, verbose_name="报告日期")),
                ("as_built_on", models.DateField(null=True, verbose_name="竣工资料收到日期")),
                (
                    "schedule",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.attachment",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="现场监督人",
                    ),
                ),
                (
                    "supply_application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.attachment",
                    ),
                ),
            ],
            options={
                "verbose_name": "施工情况",
                "verbose_name_plural": "施工情况",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("installed__lte", models.F("units"))),
                        name="installed_of_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expected_on", None),
                            ("expected_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="finish_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="变更内容")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("asked_at", models.DateTimeField(default=foundation.clock.now)),
                ("affects_plan", models.BooleanField(default=False, verbose_name="涉及供电方案")),
                ("is_agreed", models.BooleanField(null=True, verbose_name="同意")),
                (
                    "notice",
                    models.CharField(blank=True, max_length=200, verbose_name="书面通知的内容"),
                ),
                ("told_at", models.DateTimeField(null=True, verbose_name="通知时间")),
                ("made_on", models.DateField(null=True, verbose_name="实施日期")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="power_projects.project",
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "施工变更",
                "verbose_name_plural": "施工变更",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("made_on", None),
                            models.Q(("is_agreed", True), ("told_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_made_after_its_notice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcealedWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="隐蔽工程")),
                ("finding", models.CharField(blank=True, max_length=200, verbose_name="检查情况")),
                ("signed_at", models.DateTimeField(null=True, verbose_name="签认时间")),
                ("covered_on", models.DateField(null=True, verbose_name="覆盖日期")),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concealed_works",
                        to="power_projects.project",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "隐蔽工程",
                "verbose_name_plural": "隐蔽工程",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("covered_on", None), ("signed_at__isnull", False), _connector="OR"
                        ),
                        name="covered_after_it_was_signed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Connection",
            fields=[
                (
                    "project",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="connection",
                        serialize=False,
                        to="power_projects.project",
                    ),
                ),
                ("accepted_on", models.DateField(verbose_name="验收合格日期")),
                (
                    "contract_no",
                    models.CharField(blank=True, max_length=60, verbose_name="供用电合同编号"),
                ),
                ("contract_on", models.DateField(null=True, verbose_name="合同签订日期")),
                ("supply_on", models.DateField(null=True, verbose_name="商定的供电日期")),
                ("notified_on", models.DateField(null=True, verbose_name="供电通知日期")),
                ("meter_ordered_on", models.DateField(null=True, verbose_name="装表通知单日期")),
                ("metered_on", models.DateField(null=True, verbose_name="装表日期")),
                (
                    "meter_no",
                    models.CharField(blank=True, max_length=60, verbose_name="电能表编号"),
                ),
                ("energised_on", models.DateField(null=True, verbose_name="送电日期")),
            ],
            options={
                "verbose_name": "送电情况",
                "verbose_name_plural": "送电情况",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("metered_on", None),
                            models.Q(
                                ("contract_on__isnull", False), ("meter_ordered_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="metered_after_contract_and_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("energised_on", None), ("metered_on__isnull", False), _connector="OR"
                        ),
                        name="energised_after_the_meter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConnectionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("accepted_on", models.DateField(verbose_name="验收合格日期")),
                (
                    "contract_no",
                    models.CharField(blank=True, max_length=60, verbose_name="供用电合同编号"),
                ),
                ("contract_on", models.DateField(null=True, verbose_name="合同签订日期")),
                ("supply_on", models.DateField(null=True, verbose_name="商定的供电日期")),
                ("notified_on", models.DateField(null=True, verbose_name="供电通知日期")),
                ("meter_ordered_on", models.DateField(null=True, verbose_name="装表通知单日期")),
                ("metered_on", models.DateField(null=True, verbose_name="装表日期")),
                (
                    "meter_no",
                    models.CharField(blank=True, max_length=60, verbose_name="电能表编号"),
                ),
                ("energised_on", models.DateField(null=True, verbose_name="送电日期")),
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
                        to="power_projects.connection",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EquipmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="设备")),
                ("model", models.CharField(max_length=80, verbose_name="型号")),
                ("standard", models.CharField(max_length=40, verbose_name="符合的标准或认证")),
                (
                    "drawing_is_reviewed",
                    models.BooleanField(default=False, verbose_name="图纸已经审核"),
                ),
                ("maker", models.CharField(blank=True, max_length=120, verbose_name="厂家")),
                ("approved_at", models.DateTimeField(null=True)),
                ("ordered_on", models.DateField(null=True, verbose_name="订购日期")),
                ("arrives_on", models.DateField(null=True, verbose_name="到货日期")),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "approved_by",
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
                        to="power_projects.equipment",
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
        migrations.CreateModel(
            name="WorksEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("starts_on", models.DateField(null=True, verbose_name="开工日期")),
                ("expected_on", models.DateField(null=True, verbose_name="预计完工日期")),
                ("moved_to", models.DateField(null=True, verbose_name="调整后的完工日期")),
                ("work_plan", models.TextField(blank=True, verbose_name="施工规划")),
                ("materials", models.TextField(blank=True, verbose_name="材料计划")),
                ("contractor_survey", models.TextField(blank=True, verbose_name="施工单位的核实")),
                ("units", models.PositiveIntegerField(default=0, verbose_name="设备材料总数")),
                ("installed", models.PositiveIntegerField(default=0, verbose_name="已安装")),
                ("completed_on", models.DateField(null=True, verbose_name="竣工日期")),
                ("report", models.TextField(blank=True, verbose_name="竣工报告")),
                ("reported_on", models.DateField(null=True, verbose_name="报告日期")),
                ("as_built_on", models.DateField(null=True, verbose_name="竣工资料收到日期")),
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
                        to="power_projects.works",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="power_projects.project",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="papers.attachment",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="现场监督人",
                    ),
                ),
                (
                    "supply_application",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="papers.attachment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("what", models.CharField(max_length=200, verbose_name="变更内容")),
                ("reason", models.CharField(max_length=200, verbose_name="理由")),
                ("asked_at", models.DateTimeField(default=foundation.clock.now)),
                ("affects_plan", models.BooleanField(default=False, verbose_name="涉及供电方案")),
                ("is_agreed", models.BooleanField(null=True, verbose_name="同意")),
                (
                    "notice",
                    models.CharField(blank=True, max_length=200, verbose_name="书面通知的内容"),
                ),
                ("told_at", models.DateTimeField(null=True, verbose_name="通知时间")),
                ("made_on", models.DateField(null=True, verbose_name="实施日期")),
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
                        to="power_projects.change",
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
                (
                    "told_by",
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
        migrations.CreateModel(
            name="ConcealedWorkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100, verbose_name="隐蔽工程")),
                ("finding", models.CharField(blank=True, max_length=200, verbose_name="检查情况")),
                ("signed_at", models.DateTimeField(null=True, verbose_name="签认时间")),
                ("covered_on", models.DateField(null=True, verbose_name="覆盖日期")),
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
                        to="power_projects.concealedwork",
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
                (
                    "signed_by",
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
        migrations.AddField(
            model_name="examination",
            name="checked",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=12), default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="examination",
            name="kind",
            field=models.CharField(
                choices=[
                    ("design", "设计审查"),
                    ("intermediate", "中间检查"),
                    ("acceptance", "竣工验收"),
                    ("after", "送电后核查"),
                ],
                max_length=12,
                verbose_name="类别",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="state",
            field=models.CharField(
                choices=[
                    ("applied", "已受理，待现场勘察"),
                    ("surveyed", "待拟定供电方案"),
                    ("planned", "待答复供电方案"),
                    ("choosing", "待客户选定设计、施工单位"),
                    ("designing", "待送审设计"),
                    ("reviewing", "设计审查中"),
                    ("ready", "待开工"),
                    ("constructing", "施工中"),
                    ("inspecting", "待中间检查"),
                    ("finishing", "中间检查合格，待竣工"),
                    ("accepting", "待竣工验收"),
                    ("accepted", "验收合格，待送电"),
                    ("energised", "已送电，待核查"),
                    ("checked", "已核查，待归档"),
                    ("closed", "已归档"),
                    ("withdrawn", "客户已撤回申请"),
                ],
                default="applied",
                max_length=50,
                verbose_name="阶段",
            ),
        ),
        migrations.AlterField(
            model_name="projectevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("applied", "已受理，待现场勘察"),
                    ("surveyed", "待拟定供电方案"),
                    ("planned", "待答复供电方案"),
                    ("choosing", "待客户选定设计、施工单位"),
                    ("designing", "待送审设计"),
                    ("reviewing", "设计审查中"),
                    ("ready", "待开工"),
                    ("constructing", "施工中"),
                    ("inspecting", "待中间检查"),
                    ("finishing", "中间检查合格，待竣工"),
                    ("accepting", "待竣工验收"),
                    ("accepted", "验收合格，待送电"),
                    ("energised", "已送电，待核查"),
                    ("checked", "已核查，待归档"),
                    ("closed", "已归档"),
                    ("withdrawn", "客户已撤回申请"),
                ],
                default="applied",
                max_length=50,
                verbose_name="阶段",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="connection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_connectionevent" ("accepted_on", "contract_no", "contract_on", "energised_on", "meter_no", "meter_ordered_on", "metered_on", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "supply_on") SELECT new_values."accepted_on", new_values."contract_no", new_values."contract_on", new_values."energised_on", new_values."meter_no", new_values."meter_ordered_on", new_values."metered_on", new_values."notified_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."project_id", new_values."project_id", new_values."supply_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="68a912692926eaf0a3968aa0be4f9b8155142a22",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_373c0",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_connection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="connection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_connectionevent" ("accepted_on", "contract_no", "contract_on", "energised_on", "meter_no", "meter_ordered_on", "metered_on", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "supply_on") SELECT new_values."accepted_on", new_values."contract_no", new_values."contract_on", new_values."energised_on", new_values."meter_no", new_values."meter_ordered_on", new_values."metered_on", new_values."notified_on", _pgh_attached_context.value, NOW(), \'update\', new_values."project_id", new_values."project_id", new_values."supply_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."project_id") = (new_values."project_id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="23c880f1a8b01729400cfef66c7e7c0725b2c2c5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b0d2a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_connection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="change",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_changeevent" ("affects_plan", "asked_at", "asked_by_id", "id", "is_agreed", "made_on", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "told_at", "told_by_id", "what") SELECT new_values."affects_plan", new_values."asked_at", new_values."asked_by_id", new_values."id", new_values."is_agreed", new_values."made_on", new_values."notice", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."reason", new_values."told_at", new_values."told_by_id", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="591a6debd76b07f34ca46e6e230d9e8311db6beb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d97c1",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_change",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="change",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_changeevent" ("affects_plan", "asked_at", "asked_by_id", "id", "is_agreed", "made_on", "notice", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "reason", "told_at", "told_by_id", "what") SELECT new_values."affects_plan", new_values."asked_at", new_values."asked_by_id", new_values."id", new_values."is_agreed", new_values."made_on", new_values."notice", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."reason", new_values."told_at", new_values."told_by_id", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8caa904c772cad3a214e281c516d03f95eb89240",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_df22c",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_change",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="changeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="6d6068bfacdb5225e931e0ccc1449692e5ff32fa",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_180b7",
                    table="power_projects_changeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="changeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="288630a9c331dd91b93aa8514cbfb109f8d27eae",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7f097",
                    table="power_projects_changeevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concealedwork",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_concealedworkevent" ("covered_on", "finding", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "signed_at", "signed_by_id") SELECT new_values."covered_on", new_values."finding", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."signed_at", new_values."signed_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="235516168add46f52c8d81f3c1d49efbef256061",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ebe28",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_concealedwork",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concealedwork",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_concealedworkevent" ("covered_on", "finding", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "signed_at", "signed_by_id") SELECT new_values."covered_on", new_values."finding", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."signed_at", new_values."signed_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4325c7b56e2a07a71f982a672d80af7c82ead502",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a888a",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_concealedwork",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concealedworkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="b28f79cef3fe85a0389db285987d0305ba99facf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_0a3ed",
                    table="power_projects_concealedworkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="concealedworkevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aee0ea00841661e36ec7fa7039e850c5f021c3df",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_38dfe",
                    table="power_projects_concealedworkevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="connectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="0ea2ac3cc0d104764523c35b433c3d186a3052c0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_960fb",
                    table="power_projects_connectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="connectionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="342386803dee46b07e8c72555951663785c9d2de",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5c12b",
                    table="power_projects_connectionevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_equipmentevent" ("approved_at", "approved_by_id", "arrives_on", "drawing_is_reviewed", "entered_at", "entered_by_id", "id", "maker", "model", "name", "ordered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "standard") SELECT new_values."approved_at", new_values."approved_by_id", new_values."arrives_on", new_values."drawing_is_reviewed", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."maker", new_values."model", new_values."name", new_values."ordered_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."standard" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="9949def4efc4c77b59b75e83c573eadb36911084",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7f3cb",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_equipment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_equipmentevent" ("approved_at", "approved_by_id", "arrives_on", "drawing_is_reviewed", "entered_at", "entered_by_id", "id", "maker", "model", "name", "ordered_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "standard") SELECT new_values."approved_at", new_values."approved_by_id", new_values."arrives_on", new_values."drawing_is_reviewed", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."maker", new_values."model", new_values."name", new_values."ordered_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."standard" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="48ac281aa6d3ec87a51616fe21a83d1693f779b7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_084a1",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_equipment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="7668201763be5d7f4c955a89c2fdefe4d5d83630",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e2f9a",
                    table="power_projects_equipmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="equipmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="133e146cacda3b132c217d3de93ddf98eaa1e4aa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ddef9",
                    table="power_projects_equipmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="works",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_worksevent" ("as_built_on", "completed_on", "contractor_survey", "expected_on", "installed", "materials", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "report", "reported_on", "schedule_id", "starts_on", "supervisor_id", "supply_application_id", "units", "work_plan") SELECT new_values."as_built_on", new_values."completed_on", new_values."contractor_survey", new_values."expected_on", new_values."installed", new_values."materials", new_values."moved_to", _pgh_attached_context.value, NOW(), \'insert\', new_values."project_id", new_values."project_id", new_values."report", new_values."reported_on", new_values."schedule_id", new_values."starts_on", new_values."supervisor_id", new_values."supply_application_id", new_values."units", new_values."work_plan" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="62af8a3c7eae3801c0c80473f63378703006ac72",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f2bdd",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_works",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="works",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_worksevent" ("as_built_on", "completed_on", "contractor_survey", "expected_on", "installed", "materials", "moved_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "report", "reported_on", "schedule_id", "starts_on", "supervisor_id", "supply_application_id", "units", "work_plan") SELECT new_values."as_built_on", new_values."completed_on", new_values."contractor_survey", new_values."expected_on", new_values."installed", new_values."materials", new_values."moved_to", _pgh_attached_context.value, NOW(), \'update\', new_values."project_id", new_values."project_id", new_values."report", new_values."reported_on", new_values."schedule_id", new_values."starts_on", new_values."supervisor_id", new_values."supply_application_id", new_values."units", new_values."work_plan" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."project_id") = (new_values."project_id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5256c9c987c14f08a78c268c15024d273e8f7fae",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d725",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_works",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="worksevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="63eab062f017995a8d38735aef7dfe7c6a949d12",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fae32",
                    table="power_projects_worksevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="worksevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1bdf64d4a766be326b62a8c53702bd05085293ee",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cbef3",
                    table="power_projects_worksevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
