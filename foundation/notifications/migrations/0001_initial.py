import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_accounts_and_roles"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message_id",
                    models.CharField(max_length=200, unique=True, verbose_name="Message-ID"),
                ),
                ("address", models.EmailField(max_length=254, verbose_name="地址")),
                ("subject", models.CharField(max_length=250, verbose_name="主题")),
                ("text", models.TextField(verbose_name="正文")),
                ("html", models.TextField(blank=True)),
                (
                    "created_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="生成时间"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待发送"),
                            ("sent", "已发送"),
                            ("failed", "地址被拒收"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="尝试次数")),
                (
                    "next_try_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="下次尝试"),
                ),
                ("claimed_until", models.DateTimeField(null=True, verbose_name="发送占用至")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="发送时间")),
                ("last_error", models.TextField(blank=True, verbose_name="最近的错误")),
                (
                    "recipient",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "邮件",
                "verbose_name_plural": "邮件",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        models.F("next_try_at"),
                        models.F("id"),
                        condition=models.Q(("state", "waiting")),
                        name="mail_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="sent_mail_says_when",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.EmailField(
                        blank=True, db_default="", max_length=254, verbose_name="外部地址"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, db_default="", max_length=8, verbose_name="信件语言"
                    ),
                ),
                ("template", models.CharField(max_length=100, verbose_name="模板")),
                (
                    "context",
                    models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                ("url", models.CharField(blank=True, db_default="", max_length=300)),
                (
                    "article",
                    models.CharField(blank=True, db_default="", max_length=30, verbose_name="条款"),
                ),
                (
                    "at_once",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="制度要求立即发送"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="时间"),
                ),
                ("mail_after", models.DateTimeField(null=True, verbose_name="邮件发送时间")),
                ("read_at", models.DateTimeField(null=True, verbose_name="已读时间")),
                ("dedupe", models.CharField(max_length=200)),
                (
                    "attempts",
                    models.PositiveIntegerField(
                        db_default=0, default=0, verbose_name="成文尝试次数"
                    ),
                ),
                ("error", models.TextField(blank=True, db_default="", verbose_name="成文错误")),
                (
                    "mail",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="notifications.mail",
                        verbose_name="邮件",
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收件人",
                    ),
                ),
            ],
            options={
                "verbose_name": "提醒",
                "verbose_name_plural": "提醒",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        models.F("recipient"),
                        condition=models.Q(("read_at", None)),
                        name="notice_unread",
                    ),
                    models.Index(
                        models.F("mail_after"),
                        condition=models.Q(("mail", None), ("mail_after__isnull", False)),
                        name="notice_due",
                    ),
                    models.Index(
                        models.F("recipient"),
                        models.F("id"),
                        condition=models.Q(("mail", None), ("mail_after__isnull", False)),
                        name="notice_due_by_person",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "dedupe"), name="told_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("recipient", None)),
                        fields=("address", "dedupe"),
                        name="written_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("recipient__isnull", False)),
                            models.Q(("recipient", None), models.Q(("address", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="notice_for_a_person_or_an_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mail_preference",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mail_mode",
                    models.CharField(
                        choices=[
                            ("at_once", "随时发送"),
                            ("digest", "每日汇总一封"),
                            ("none", "不发邮件，只在系统内提醒"),
                        ],
                        default="at_once",
                        max_length=8,
                        verbose_name="普通提醒的邮件",
                    ),
                ),
                (
                    "digest_hour",
                    models.PositiveSmallIntegerField(
                        default=8,
                        validators=[django.core.validators.MaxValueValidator(23)],
                        verbose_name="汇总发送时间（点）",
                    ),
                ),
                ("quiet_from", models.TimeField(blank=True, null=True, verbose_name="免打扰自")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="免打扰至")),
                (
                    "muted_regulations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="不发普通邮件的制度",
                    ),
                ),
            ],
            options={
                "verbose_name": "通知设置",
                "verbose_name_plural": "通知设置",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest_hour__lte", 23)), name="digest_hour_of_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(
                                ("quiet_from__isnull", False),
                                ("quiet_until__isnull", False),
                                models.Q(("quiet_from", models.F("quiet_until")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="quiet_hours_have_both_ends",
                    ),
                ],
            },
        ),
    ]
