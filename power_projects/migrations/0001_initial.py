import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("customers", "0002_history_by_statement"),
        ("papers", "0001_initial"),
        ("people", "0003_row_history"),
        ("people", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupplyArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="供电区域")),
                ("set_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="分公司营销部",
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
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="供电所",
                    ),
                ),
            ],
            options={
                "verbose_name": "供电区域",
                "verbose_name_plural": "供电区域",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Firm",
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
                ("name", models.CharField(max_length=120, unique=True, verbose_name="单位名称")),
                ("does_design", models.BooleanField(default=False, verbose_name="设计")),
                ("does_construction", models.BooleanField(default=False, verbose_name="施工")),
                (
                    "voltage",
                    models.CharField(
                        choices=[
                            ("220V", "220 V"),
                            ("380V", "380 V"),
                            ("10kV", "10 kV"),
                            ("35kV", "35 kV"),
                            ("110kV", "110 kV"),
                            ("220kV", "220 kV"),
                        ],
                        max_length=6,
                        verbose_name="资质等级（最高电压）",
                    ),
                ),
                ("contact", models.CharField(max_length=60, verbose_name="联系人")),
                ("phone", models.CharField(max_length=30, verbose_name="电话")),
                (
                    "state",
                    models.CharField(
                        choices=[("listed", "在册"), ("removed", "已移出")],
                        default="listed",
                        max_length=50,
                        verbose_name="状态",
                    ),
                ),
            ],
            options={
                "verbose_name": "设计施工单位",
                "verbose_name_plural": "设计施工单位",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("does_design", True), ("does_construction", True), _connector="OR"
                        ),
                        name="firm_does_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=120, verbose_name="单位名称")),
                ("does_design", models.BooleanField(default=False, verbose_name="设计")),
                ("does_construction", models.BooleanField(default=False, verbose_name="施工")),
                (
                    "voltage",
                    models.CharField(
                        choices=[
                            ("220V", "220 V"),
                            ("380V", "380 V"),
                            ("10kV", "10 kV"),
                            ("35kV", "35 kV"),
                            ("110kV", "110 kV"),
                            ("220kV", "220 kV"),
                        ],
                        max_length=6,
                        verbose_name="资质等级（最高电压）",
                    ),
                ),
                ("contact", models.CharField(max_length=60, verbose_name="联系人")),
                ("phone", models.CharField(max_length=30, verbose_name="电话")),
                (
                    "state",
                    models.CharField(
                        choices=[("listed", "在册"), ("removed", "已移出")],
                        default="listed",
                        max_length=50,
                        verbose_name="状态",
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
                        to="power_projects.firm",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Project",
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
                ("contact_name", models.CharField(max_length=60, verbose_name="联系人")),
                ("contact_phone", models.CharField(max_length=30, verbose_name="联系电话")),
                ("address", models.CharField(max_length=200, verbose_name="用电地址")),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "新装"), ("increase", "增容")],
                        max_length=8,
                        verbose_name="业务类型",
                    ),
                ),
                (
                    "load",
                    models.CharField(
                        choices=[
                            ("residential", "零星居民生活照明"),
                            ("low", "低压用电"),
                            ("high", "高压用电"),
                        ],
                        max_length=11,
                        verbose_name="用电类别",
                    ),
                ),
                (
                    "capacity",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="申请容量"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("kW", "kW"), ("kVA", "kVA")],
                        max_length=3,
                        verbose_name="容量单位",
                    ),
                ),
                (
                    "existing_capacity",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="原有容量"
                    ),
                ),
                (
                    "voltage",
                    models.CharField(
                        choices=[
                            ("220V", "220 V"),
                            ("380V", "380 V"),
                            ("10kV", "10 kV"),
                            ("35kV", "35 kV"),
                            ("110kV", "110 kV"),
                            ("220kV", "220 kV"),
                        ],
                        max_length=6,
                        verbose_name="申请电压",
                    ),
                ),
                ("is_dual", models.BooleanField(default=False, verbose_name="双电源或双回路")),
                (
                    "security_load",
                    models.CharField(blank=True, max_length=100, verbose_name="保安负荷"),
                ),
                (
                    "generator",
                    models.CharField(blank=True, max_length=100, verbose_name="自备电源"),
                ),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("content", "用电申请的内容"),
                                ("procedure", "报装程序"),
                                ("form", "申请表的填写"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="已向客户说明",
                    ),
                ),
                (
                    "routing",
                    models.CharField(
                        choices=[("work_order", "电子工单"), ("contact_note", "内部工作联系单")],
                        max_length=12,
                        verbose_name="传递方式",
                    ),
                ),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "已受理，待现场勘察"),
                            ("surveyed", "待拟定供电方案"),
                            ("planned", "待答复供电方案"),
                            ("choosing", "待客户选定设计、施工单位"),
                            ("designing", "待送审设计"),
                            ("reviewing", "设计审查中"),
                            ("ready", "待开工"),
                            ("withdrawn", "客户已撤回申请"),
                        ],
                        default="applied",
                        max_length=50,
                        verbose_name="阶段",
                    ),
                ),
                ("stage_since", models.DateField(verbose_name="本阶段自")),
                (
                    "answers",
                    models.CharField(
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="方案答复部门",
                    ),
                ),
                (
                    "reviews",
                    models.CharField(
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="设计审查部门",
                    ),
                ),
                ("surveyed_on", models.DateField(null=True, verbose_name="勘察日期")),
                ("findings", models.TextField(blank=True, verbose_name="勘察情况")),
                (
                    "chosen_by",
                    models.CharField(blank=True, max_length=60, verbose_name="客户签字人"),
                ),
                ("is_entrusted", models.BooleanField(null=True, verbose_name="委托公司管理")),
                (
                    "entrusted_by",
                    models.CharField(blank=True, max_length=60, verbose_name="委托签字人"),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                    ),
                ),
                (
                    "contractor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="power_projects.firm",
                        verbose_name="施工单位",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                        verbose_name="用电客户",
                    ),
                ),
                (
                    "design_submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "designer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="power_projects.firm",
                        verbose_name="设计单位",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="项目经理",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="受理人",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="power_projects.supplyarea",
                        verbose_name="供电区域",
                    ),
                ),
            ],
            options={
                "verbose_name": "客户用电工程",
                "verbose_name_plural": "客户用电工程",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["branch", "-matter"], name="project_of_branch"),
                    models.Index(fields=["station", "-matter"], name="project_of_station"),
                    models.Index(fields=["registered_by", "-matter"], name="project_registered_by"),
                    models.Index(fields=["state", "stage_since"], name="project_by_stage"),
                    models.Index(fields=["stage_since", "matter"], name="project_by_days"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacity__gt", 0)), name="project_has_capacity"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("load", "high"), ("unit", "kVA")),
                            models.Q(models.Q(("load", "high"), _negated=True), ("unit", "kW")),
                            _connector="OR",
                        ),
                        name="project_in_the_unit_of_its_load",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("existing_capacity", None), ("kind", "new")),
                            models.Q(("existing_capacity__gt", 0), ("kind", "increase")),
                            _connector="OR",
                        ),
                        name="increase_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("explained__len", 3)), name="everything_was_explained"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplyAreaEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=60, verbose_name="供电区域")),
                ("set_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="分公司营销部",
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
                        to="power_projects.supplyarea",
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
                (
                    "station",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                        verbose_name="供电所",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Certificate",
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
                        choices=[("qualification", "资质证书"), ("licence", "营业执照")],
                        max_length=14,
                        verbose_name="证照",
                    ),
                ),
                ("certificate_no", models.CharField(max_length=60, verbose_name="证照号码")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("is_replaced", models.BooleanField(default=False)),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.attachment",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="power_projects.firm",
                    ),
                ),
            ],
            options={
                "verbose_name": "证照",
                "verbose_name_plural": "证照",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_replaced", False)),
                        fields=("firm", "kind"),
                        name="one_certificate_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FirmShowing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[("design", "设计"), ("construction", "施工")],
                        max_length=12,
                        verbose_name="内容",
                    ),
                ),
                ("shown_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "firms",
                    models.ManyToManyField(
                        related_name="+", to="power_projects.firm", verbose_name="出示的单位"
                    ),
                ),
                (
                    "shown_by",
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
                        related_name="showings",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "单位名单的出示",
                "verbose_name_plural": "单位名单的出示",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("contact_name", models.CharField(max_length=60, verbose_name="联系人")),
                ("contact_phone", models.CharField(max_length=30, verbose_name="联系电话")),
                ("address", models.CharField(max_length=200, verbose_name="用电地址")),
                (
                    "kind",
                    models.CharField(
                        choices=[("new", "新装"), ("increase", "增容")],
                        max_length=8,
                        verbose_name="业务类型",
                    ),
                ),
                (
                    "load",
                    models.CharField(
                        choices=[
                            ("residential", "零星居民生活照明"),
                            ("low", "低压用电"),
                            ("high", "高压用电"),
                        ],
                        max_length=11,
                        verbose_name="用电类别",
                    ),
                ),
                (
                    "capacity",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="申请容量"),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("kW", "kW"), ("kVA", "kVA")],
                        max_length=3,
                        verbose_name="容量单位",
                    ),
                ),
                (
                    "existing_capacity",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, null=True, verbose_name="原有容量"
                    ),
                ),
                (
                    "voltage",
                    models.CharField(
                        choices=[
                            ("220V", "220 V"),
                            ("380V", "380 V"),
                            ("10kV", "10 kV"),
                            ("35kV", "35 kV"),
                            ("110kV", "110 kV"),
                            ("220kV", "220 kV"),
                        ],
                        max_length=6,
                        verbose_name="申请电压",
                    ),
                ),
                ("is_dual", models.BooleanField(default=False, verbose_name="双电源或双回路")),
                (
                    "security_load",
                    models.CharField(blank=True, max_length=100, verbose_name="保安负荷"),
                ),
                (
                    "generator",
                    models.CharField(blank=True, max_length=100, verbose_name="自备电源"),
                ),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("content", "用电申请的内容"),
                                ("procedure", "报装程序"),
                                ("form", "申请表的填写"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="已向客户说明",
                    ),
                ),
                (
                    "routing",
                    models.CharField(
                        choices=[("work_order", "电子工单"), ("contact_note", "内部工作联系单")],
                        max_length=12,
                        verbose_name="传递方式",
                    ),
                ),
                ("applied_on", models.DateField(verbose_name="申请日期")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("applied", "已受理，待现场勘察"),
                            ("surveyed", "待拟定供电方案"),
                            ("planned", "待答复供电方案"),
                            ("choosing", "待客户选定设计、施工单位"),
                            ("designing", "待送审设计"),
                            ("reviewing", "设计审查中"),
                            ("ready", "待开工"),
                            ("withdrawn", "客户已撤回申请"),
                        ],
                        default="applied",
                        max_length=50,
                        verbose_name="阶段",
                    ),
                ),
                ("stage_since", models.DateField(verbose_name="本阶段自")),
                (
                    "answers",
                    models.CharField(
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="方案答复部门",
                    ),
                ),
                (
                    "reviews",
                    models.CharField(
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="设计审查部门",
                    ),
                ),
                ("surveyed_on", models.DateField(null=True, verbose_name="勘察日期")),
                ("findings", models.TextField(blank=True, verbose_name="勘察情况")),
                (
                    "chosen_by",
                    models.CharField(blank=True, max_length=60, verbose_name="客户签字人"),
                ),
                ("is_entrusted", models.BooleanField(null=True, verbose_name="委托公司管理")),
                (
                    "entrusted_by",
                    models.CharField(blank=True, max_length=60, verbose_name="委托签字人"),
                ),
                (
                    "branch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                    ),
                ),
                (
                    "contractor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="power_projects.firm",
                        verbose_name="施工单位",
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="customers.customer",
                        verbose_name="用电客户",
                    ),
                ),
                (
                    "design_submitted_by",
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
                    "designer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="power_projects.firm",
                        verbose_name="设计单位",
                    ),
                ),
                (
                    "manager",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="项目经理",
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
                        to="power_projects.project",
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
                        verbose_name="受理人",
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.department",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="power_projects.supplyarea",
                        verbose_name="供电区域",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupplyPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "capacity",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="批准受电容量"
                    ),
                ),
                (
                    "voltage",
                    models.CharField(
                        choices=[
                            ("220V", "220 V"),
                            ("380V", "380 V"),
                            ("10kV", "10 kV"),
                            ("35kV", "35 kV"),
                            ("110kV", "110 kV"),
                            ("220kV", "220 kV"),
                        ],
                        max_length=6,
                        verbose_name="供电电压",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("public", "公用线路供电"),
                            ("shared", "公用专变供电"),
                            ("dedicated", "专线供电"),
                        ],
                        max_length=10,
                        verbose_name="供电方式",
                    ),
                ),
                ("metering", models.CharField(max_length=200, verbose_name="电能计量方式")),
                ("economy", models.TextField(verbose_name="供电方案的经济性")),
                ("is_dual", models.BooleanField(default=False, verbose_name="双电源或双回路供电")),
                (
                    "load_nature",
                    models.CharField(blank=True, max_length=100, verbose_name="负荷性质"),
                ),
                (
                    "dual_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="双回路的理由"),
                ),
                (
                    "has_special_need",
                    models.BooleanField(default=False, verbose_name="有特殊需求或电网难以满足"),
                ),
                ("appraisal", models.TextField(blank=True, verbose_name="论证结论")),
                ("drafted_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="答复部门",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[("letter", "便函"), ("paper", "文件")],
                        max_length=6,
                        verbose_name="答复形式",
                    ),
                ),
                (
                    "received_by",
                    models.CharField(blank=True, max_length=60, verbose_name="客户签收人"),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "drafted_by",
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
                        related_name="plans",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "供电方案",
                "verbose_name_plural": "供电方案",
                "ordering": ["-revision"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "revision"), name="one_plan_a_revision"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("capacity__gt", 0),
                            models.Q(("metering", ""), _negated=True),
                            models.Q(("economy", ""), _negated=True),
                        ),
                        name="plan_has_its_parts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_dual", False),
                            models.Q(
                                models.Q(("load_nature", ""), _negated=True),
                                models.Q(("dual_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="two_circuits_have_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DesignPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=14, verbose_name="资料")),
                (
                    "title",
                    models.CharField(blank=True, max_length=100, verbose_name="要求的其他资料"),
                ),
                (
                    "absence_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="不适用的理由"),
                ),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "attachment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.attachment",
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
                        related_name="papers",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "设计资料",
                "verbose_name_plural": "设计资料",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "other"), _negated=True),
                        fields=("project", "kind"),
                        name="one_paper_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attachment", None), ("absence_reason", ""), _connector="OR"
                        ),
                        name="paper_there_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Examination",
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
                        choices=[("design", "设计审查")], max_length=12, verbose_name="类别"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("is_passed", models.BooleanField(verbose_name="合格")),
                ("opinion", models.TextField(verbose_name="意见")),
                ("held_on", models.DateField(verbose_name="日期")),
                (
                    "attended",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("designer", "设计单位"),
                                ("customer", "用电客户"),
                                ("production", "生产管理部门"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="部门",
                    ),
                ),
                ("examined_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "examined_by",
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
                        related_name="examinations",
                        to="power_projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "审查与检查",
                "verbose_name_plural": "审查与检查",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "kind", "round"), name="one_row_a_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("qualification", "资质证书"), ("licence", "营业执照")],
                        max_length=14,
                        verbose_name="证照",
                    ),
                ),
                ("certificate_no", models.CharField(max_length=60, verbose_name="证照号码")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("is_replaced", models.BooleanField(default=False)),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
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
                        to="power_projects.certificate",
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="papers.attachment",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="power_projects.firm",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupplyPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("revision", models.PositiveSmallIntegerField(verbose_name="版次")),
                (
                    "capacity",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="批准受电容量"
                    ),
                ),
                (
                    "voltage",
                    models.CharField(
                        choices=[
                            ("220V", "220 V"),
                            ("380V", "380 V"),
                            ("10kV", "10 kV"),
                            ("35kV", "35 kV"),
                            ("110kV", "110 kV"),
                            ("220kV", "220 kV"),
                        ],
                        max_length=6,
                        verbose_name="供电电压",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("public", "公用线路供电"),
                            ("shared", "公用专变供电"),
                            ("dedicated", "专线供电"),
                        ],
                        max_length=10,
                        verbose_name="供电方式",
                    ),
                ),
                ("metering", models.CharField(max_length=200, verbose_name="电能计量方式")),
                ("economy", models.TextField(verbose_name="供电方案的经济性")),
                ("is_dual", models.BooleanField(default=False, verbose_name="双电源或双回路供电")),
                (
                    "load_nature",
                    models.CharField(blank=True, max_length=100, verbose_name="负荷性质"),
                ),
                (
                    "dual_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="双回路的理由"),
                ),
                (
                    "has_special_need",
                    models.BooleanField(default=False, verbose_name="有特殊需求或电网难以满足"),
                ),
                ("appraisal", models.TextField(blank=True, verbose_name="论证结论")),
                ("drafted_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "office",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("station", "供电所"),
                            ("branch", "分公司营销部"),
                            ("city", "市公司"),
                        ],
                        max_length=7,
                        verbose_name="答复部门",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[("letter", "便函"), ("paper", "文件")],
                        max_length=6,
                        verbose_name="答复形式",
                    ),
                ),
                (
                    "received_by",
                    models.CharField(blank=True, max_length=60, verbose_name="客户签收人"),
                ),
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
                    "drafted_by",
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
                        to="power_projects.supplyplan",
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
            name="DesignPaperEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=14, verbose_name="资料")),
                (
                    "title",
                    models.CharField(blank=True, max_length=100, verbose_name="要求的其他资料"),
                ),
                (
                    "absence_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="不适用的理由"),
                ),
                ("entered_at", models.DateTimeField(default=foundation.clock.now)),
                (
                    "accepted_by",
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
                    "attachment",
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
                        to="power_projects.designpaper",
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
            name="Defect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="缺陷")),
                (
                    "cleared_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cleared",
                        to="power_projects.examination",
                    ),
                ),
                (
                    "found_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="defects",
                        to="power_projects.examination",
                    ),
                ),
            ],
            options={
                "verbose_name": "缺陷",
                "verbose_name_plural": "缺陷",
                "ordering": ["pk"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firm",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_firmevent" ("contact", "does_construction", "does_design", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state", "voltage") SELECT new_values."contact", new_values."does_construction", new_values."does_design", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."phone", new_values."state", new_values."voltage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c7644df9d143537bf2e693ca9a1e8675a1763886",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dd1fe",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_firm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firm",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_firmevent" ("contact", "does_construction", "does_design", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "state", "voltage") SELECT new_values."contact", new_values."does_construction", new_values."does_design", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."phone", new_values."state", new_values."voltage" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."contact" IS DISTINCT FROM (new_values."contact") OR old_values."does_construction" IS DISTINCT FROM (new_values."does_construction") OR old_values."does_design" IS DISTINCT FROM (new_values."does_design") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."voltage" IS DISTINCT FROM (new_values."voltage")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="83980e671a3665e92a658b99992a741474e3adc0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d3dbf",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_firm",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="83f53b0e73c977cf705aae10e904439ad7506190",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_34b3e",
                    table="power_projects_certificateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="509004e02dd32acc5e71c4de4bbf002370d224ef",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b8924",
                    table="power_projects_certificateevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_certificateevent" ("certificate_no", "entered_at", "entered_by_id", "firm_id", "id", "is_replaced", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "valid_until") SELECT new_values."certificate_no", new_values."entered_at", new_values."entered_by_id", new_values."firm_id", new_values."id", new_values."is_replaced", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."scan_id", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="5cd4b9ce762b976e5b41f780aaf1e2f663a501cb",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cbc8b",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="certificate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_certificateevent" ("certificate_no", "entered_at", "entered_by_id", "firm_id", "id", "is_replaced", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_id", "valid_until") SELECT new_values."certificate_no", new_values."entered_at", new_values."entered_by_id", new_values."firm_id", new_values."id", new_values."is_replaced", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."scan_id", new_values."valid_until" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="16bc339e5b54a1979695c5ba93c7e2fe992bb663",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bc259",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_certificate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firmevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="a2617f98807db7caf3a51f7796f23e603da1b35d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_5015e",
                    table="power_projects_firmevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="firmevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d3f82029930952b3db18ccf9143f0c306ee3b9d5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_61a7f",
                    table="power_projects_firmevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="examination",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4bac3d85a5be3c20200d61aa354d5d54ce7193aa",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5cfb8",
                    table="power_projects_examination",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="examination",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="0bb913a660c91074ffa00f90894d3a838f9eb66d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_53222",
                    table="power_projects_examination",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designpaperevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="2eac3ca258edae16fca4ba7b82aa977f9258abb4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1b8bb",
                    table="power_projects_designpaperevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designpaperevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0d2d308a65698b64092fe89e05521d67364e4efd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_92235",
                    table="power_projects_designpaperevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_designpaperevent" ("absence_reason", "accepted_by_id", "attachment_id", "entered_at", "entered_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "title") SELECT new_values."absence_reason", new_values."accepted_by_id", new_values."attachment_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."title" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f0c7dfe68fc53fb47da6ab3f6f1c84d477c14430",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a14ce",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_designpaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designpaper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_designpaperevent" ("absence_reason", "accepted_by_id", "attachment_id", "entered_at", "entered_by_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "title") SELECT new_values."absence_reason", new_values."accepted_by_id", new_values."attachment_id", new_values."entered_at", new_values."entered_by_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."title" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8dfb05f195db4df2632bfeca9ad7111ff1254054",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee4c4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_designpaper",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyarea",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_supplyareaevent" ("branch_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "station_id") SELECT new_values."branch_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."set_at", new_values."set_by_id", new_values."station_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="63f7b5ea5e3c4328b1a5ec51fa8d699d4bcf3b8d",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7f403",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_supplyarea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyarea",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_supplyareaevent" ("branch_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_at", "set_by_id", "station_id") SELECT new_values."branch_id", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."set_at", new_values."set_by_id", new_values."station_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="642fa348a0b906d2e385ffd548e36a8a3f27fce9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_271e5",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_supplyarea",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="5fa1f0026c1f93b73e6416b359168eecb9e9d159",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_ee1f0",
                    table="power_projects_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8cb110bb8d6743e816cda5a40d188614e4eac896",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2d424",
                    table="power_projects_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_projectevent" ("address", "answers", "applied_on", "area_id", "branch_id", "capacity", "chosen_by", "contact_name", "contact_phone", "contractor_id", "customer_id", "design_submitted_by_id", "designer_id", "entrusted_by", "existing_capacity", "explained", "findings", "generator", "is_dual", "is_entrusted", "kind", "load", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_by_id", "reviews", "routing", "security_load", "stage_since", "state", "station_id", "surveyed_on", "unit", "voltage") SELECT new_values."address", new_values."answers", new_values."applied_on", new_values."area_id", new_values."branch_id", new_values."capacity", new_values."chosen_by", new_values."contact_name", new_values."contact_phone", new_values."contractor_id", new_values."customer_id", new_values."design_submitted_by_id", new_values."designer_id", new_values."entrusted_by", new_values."existing_capacity", new_values."explained", new_values."findings", new_values."generator", new_values."is_dual", new_values."is_entrusted", new_values."kind", new_values."load", new_values."manager_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."matter_id", new_values."registered_by_id", new_values."reviews", new_values."routing", new_values."security_load", new_values."stage_since", new_values."state", new_values."station_id", new_values."surveyed_on", new_values."unit", new_values."voltage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="043a176a50ed84719984a1350006fad800e47ac1",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_projectevent" ("address", "answers", "applied_on", "area_id", "branch_id", "capacity", "chosen_by", "contact_name", "contact_phone", "contractor_id", "customer_id", "design_submitted_by_id", "designer_id", "entrusted_by", "existing_capacity", "explained", "findings", "generator", "is_dual", "is_entrusted", "kind", "load", "manager_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_by_id", "reviews", "routing", "security_load", "stage_since", "state", "station_id", "surveyed_on", "unit", "voltage") SELECT new_values."address", new_values."answers", new_values."applied_on", new_values."area_id", new_values."branch_id", new_values."capacity", new_values."chosen_by", new_values."contact_name", new_values."contact_phone", new_values."contractor_id", new_values."customer_id", new_values."design_submitted_by_id", new_values."designer_id", new_values."entrusted_by", new_values."existing_capacity", new_values."explained", new_values."findings", new_values."generator", new_values."is_dual", new_values."is_entrusted", new_values."kind", new_values."load", new_values."manager_id", _pgh_attached_context.value, NOW(), \'update\', new_values."matter_id", new_values."registered_by_id", new_values."reviews", new_values."routing", new_values."security_load", new_values."stage_since", new_values."state", new_values."station_id", new_values."surveyed_on", new_values."unit", new_values."voltage" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."matter_id") = (new_values."matter_id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."answers" IS DISTINCT FROM (new_values."answers") OR old_values."applied_on" IS DISTINCT FROM (new_values."applied_on") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."branch_id" IS DISTINCT FROM (new_values."branch_id") OR old_values."capacity" IS DISTINCT FROM (new_values."capacity") OR old_values."chosen_by" IS DISTINCT FROM (new_values."chosen_by") OR old_values."contact_name" IS DISTINCT FROM (new_values."contact_name") OR old_values."contact_phone" IS DISTINCT FROM (new_values."contact_phone") OR old_values."contractor_id" IS DISTINCT FROM (new_values."contractor_id") OR old_values."customer_id" IS DISTINCT FROM (new_values."customer_id") OR old_values."design_submitted_by_id" IS DISTINCT FROM (new_values."design_submitted_by_id") OR old_values."designer_id" IS DISTINCT FROM (new_values."designer_id") OR old_values."entrusted_by" IS DISTINCT FROM (new_values."entrusted_by") OR old_values."existing_capacity" IS DISTINCT FROM (new_values."existing_capacity") OR old_values."explained" IS DISTINCT FROM (new_values."explained") OR old_values."findings" IS DISTINCT FROM (new_values."findings") OR old_values."generator" IS DISTINCT FROM (new_values."generator") OR old_values."is_dual" IS DISTINCT FROM (new_values."is_dual") OR old_values."is_entrusted" IS DISTINCT FROM (new_values."is_entrusted") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."load" IS DISTINCT FROM (new_values."load") OR old_values."manager_id" IS DISTINCT FROM (new_values."manager_id") OR old_values."registered_by_id" IS DISTINCT FROM (new_values."registered_by_id") OR old_values."reviews" IS DISTINCT FROM (new_values."reviews") OR old_values."routing" IS DISTINCT FROM (new_values."routing") OR old_values."security_load" IS DISTINCT FROM (new_values."security_load") OR old_values."stage_since" IS DISTINCT FROM (new_values."stage_since") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."station_id" IS DISTINCT FROM (new_values."station_id") OR old_values."surveyed_on" IS DISTINCT FROM (new_values."surveyed_on") OR old_values."unit" IS DISTINCT FROM (new_values."unit") OR old_values."voltage" IS DISTINCT FROM (new_values."voltage")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="25422b961d3ea7a61a9aea05b8ed30d0f5dad72c",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eca5f",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyareaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="272dce79e46677390ea9632a18e7e872c8629939",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_caa43",
                    table="power_projects_supplyareaevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyareaevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1ed8320ac71434a7a28eeb422f438c50331466c7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cdc29",
                    table="power_projects_supplyareaevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_supplyplanevent" ("answered_at", "answered_by_id", "appraisal", "capacity", "drafted_at", "drafted_by_id", "dual_reason", "economy", "form", "has_special_need", "id", "is_dual", "load_nature", "metering", "mode", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "received_by", "revision", "voltage") SELECT new_values."answered_at", new_values."answered_by_id", new_values."appraisal", new_values."capacity", new_values."drafted_at", new_values."drafted_by_id", new_values."dual_reason", new_values."economy", new_values."form", new_values."has_special_need", new_values."id", new_values."is_dual", new_values."load_nature", new_values."metering", new_values."mode", new_values."office", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."project_id", new_values."received_by", new_values."revision", new_values."voltage" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="ad8a7706dc9e12265814c0cd8b94c3205a151752",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_888e4",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="power_projects_supplyplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "power_projects_supplyplanevent" ("answered_at", "answered_by_id", "appraisal", "capacity", "drafted_at", "drafted_by_id", "dual_reason", "economy", "form", "has_special_need", "id", "is_dual", "load_nature", "metering", "mode", "office", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "received_by", "revision", "voltage") SELECT new_values."answered_at", new_values."answered_by_id", new_values."appraisal", new_values."capacity", new_values."drafted_at", new_values."drafted_by_id", new_values."dual_reason", new_values."economy", new_values."form", new_values."has_special_need", new_values."id", new_values."is_dual", new_values."load_nature", new_values."metering", new_values."mode", new_values."office", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."project_id", new_values."received_by", new_values."revision", new_values."voltage" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2a03a4eab7454c96f8f370be0094a3a11cf68a69",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ac526",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="power_projects_supplyplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyplanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'this table is append-only';",
                    hash="d1470274df149d15ef25e6ca5a06b1bc1f722f4e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_44ccc",
                    table="power_projects_supplyplanevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplyplanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c336193de7c6c476da9b0d9a15977fc9bd7b4c34",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_cf156",
                    table="power_projects_supplyplanevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
