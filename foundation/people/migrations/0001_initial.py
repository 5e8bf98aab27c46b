import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "employee_number",
                    models.CharField(max_length=20, unique=True, verbose_name="工号"),
                ),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("name_pinyin", models.CharField(editable=False, max_length=120)),
                (
                    "account",
                    models.CharField(
                        choices=[("person", "员工"), ("system", "系统"), ("public", "公众")],
                        db_default="person",
                        default="person",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("position", models.CharField(blank=True, max_length=40, verbose_name="职务")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="电话")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("hired_on", models.DateField(blank=True, null=True, verbose_name="入职日期")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="离职日期")),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh-hans", "简体中文"),
                            ("zh-hant", "繁體中文"),
                            ("en", "English"),
                        ],
                        db_default="zh-hans",
                        default="zh-hans",
                        max_length=8,
                        verbose_name="语言",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="可登录")),
                ("is_staff", models.BooleanField(default=False, verbose_name="可用后台")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="直接上级",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "人员",
                "verbose_name_plural": "人员",
                "ordering": ["name_pinyin", "employee_number"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("employee_number"),
                        name="employee_number_any_case",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("account", "person"), _negated=True),
                        fields=("account",),
                        name="one_system_one_public",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on", None),
                            ("hired_on", None),
                            ("left_on__gte", models.F("hired_on")),
                            _connector="OR",
                        ),
                        name="left_after_hired",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="部门代码")),
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("company", "公司"),
                            ("office", "部门"),
                            ("store", "门店"),
                            ("subsidiary", "子公司"),
                        ],
                        default="office",
                        max_length=12,
                        verbose_name="类型",
                    ),
                ),
                (
                    "path",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=200),
                ),
                (
                    "head",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="heads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="负责人",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="people.department",
                        verbose_name="上级",
                    ),
                ),
            ],
            options={
                "verbose_name": "部门",
                "verbose_name_plural": "部门",
                "ordering": ["path"],
            },
        ),
        migrations.AddField(
            model_name="user",
            name="department",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="people.department",
                verbose_name="部门",
            ),
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("department", "本部门"),
                            ("subtree", "本部门及下级"),
                            ("company", "全公司"),
                        ],
                        default="company",
                        max_length=10,
                        verbose_name="范围",
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="自")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                        verbose_name="部门",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="auth.group",
                        verbose_name="角色",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "角色授予",
                "verbose_name_plural": "角色授予",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("department", None), ("scope", "company")),
                            models.Q(
                                models.Q(("scope", "company"), _negated=True),
                                ("department__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="grant_names_its_department",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "group", "scope", "department"),
                        name="one_grant_per_place",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "regulation",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="留空表示全部制度", null=True, verbose_name="制度"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="自")),
                ("ends_on", models.DateField(verbose_name="至")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="事由")),
                ("created_at", models.DateTimeField(default=foundation.clock.now, editable=False)),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="接受时间"),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="谢绝时间"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="收回时间")),
                (
                    "delegator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_given",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="委托人",
                    ),
                ),
                (
                    "substitute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegations_taken",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代理人",
                    ),
                ),
            ],
            options={
                "verbose_name": "委托代理",
                "verbose_name_plural": "委托代理",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="delegation_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("substitute", models.F("delegator")), _negated=True),
                        name="delegation_to_another_person",
                    ),
                ],
            },
        ),
    ]
