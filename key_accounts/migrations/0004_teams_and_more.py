import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    dependencies = [
        ("key_accounts", "0003_revisits_and_more"),
        ("people", "__first__"),
        ("process", "0006_numbers_of_departments"),
    ]

    operations = [
        migrations.CreateModel(
            name="Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="事由")),
                (
                    "referred_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="转介时间"),
                ),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="key_accounts.account",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="process.matter",
                        verbose_name="由此产生的接触",
                    ),
                ),
                (
                    "referred_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="转介人",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="转给",
                    ),
                ),
            ],
            options={
                "verbose_name": "转介",
                "verbose_name_plural": "转介",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="加入日期")),
                ("until", models.DateField(null=True, verbose_name="退出日期")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="key_accounts.account",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="成员",
                    ),
                ),
            ],
            options={
                "verbose_name": "核心团队成员",
                "verbose_name_plural": "核心团队成员",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("account", "person"),
                        name="member_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Objective",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="目标")),
                ("due_on", models.DateField(verbose_name="期限")),
                ("is_reached", models.BooleanField(null=True, verbose_name="是否达成")),
                ("result", models.TextField(blank=True, default="", verbose_name="结果")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectives",
                        to="key_accounts.account",
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
                "verbose_name": "大客户目标",
                "verbose_name_plural": "大客户目标",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("is_reached", None)),
                            models.Q(
                                ("done_at__isnull", False),
                                ("is_reached__isnull", False),
                                models.Q(("result", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="objective_done_with_a_result",
                    )
                ],
            },
        ),
    ]
