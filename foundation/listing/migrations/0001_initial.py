import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import foundation.clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExportLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list_code", models.CharField(max_length=80, verbose_name="列表")),
                ("query", models.TextField(blank=True, verbose_name="筛选条件")),
                ("columns", models.JSONField(default=list, verbose_name="导出的列")),
                ("row_count", models.PositiveIntegerField(verbose_name="行数")),
                ("at", models.DateTimeField(default=foundation.clock.now, verbose_name="时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "导出记录",
                "verbose_name_plural": "导出记录",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("spec_code", models.CharField(max_length=80, verbose_name="导入种类")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "已上传"),
                            ("dry", "已试导入"),
                            ("done", "已导入"),
                            ("undone", "已撤销"),
                        ],
                        default="uploaded",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("file", models.FileField(upload_to="imports/%Y/%m", verbose_name="文件")),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("sha256", models.CharField(max_length=64, verbose_name="文件校验值")),
                ("row_count", models.PositiveIntegerField(default=0, verbose_name="数据行数")),
                ("created_count", models.PositiveIntegerField(default=0, verbose_name="新增")),
                ("updated_count", models.PositiveIntegerField(default=0, verbose_name="更新")),
                ("unchanged_count", models.PositiveIntegerField(default=0, verbose_name="未变")),
                ("skipped_count", models.PositiveIntegerField(default=0, verbose_name="跳过")),
                ("error_count", models.PositiveIntegerField(default=0, verbose_name="有错误")),
                (
                    "uploaded_at",
                    models.DateTimeField(default=foundation.clock.now, verbose_name="上传时间"),
                ),
                ("imported_at", models.DateTimeField(null=True, verbose_name="导入时间")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="撤销时间")),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导入人",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="撤销人",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入记录",
                "verbose_name_plural": "导入记录",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["spec_code", "-id"], name="import_runs_of_spec")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("imported_at", None), ("imported_by", None)),
                            models.Q(
                                ("imported_at__isnull", False), ("imported_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="import_has_who_and_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="import_undo_has_who_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(verbose_name="行号")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("created", "新增"), ("updated", "更新"), ("error", "有错误")],
                        max_length=8,
                        verbose_name="结果",
                    ),
                ),
                ("record_pk", models.CharField(blank=True, max_length=40)),
                ("label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("cells", models.JSONField(default=dict)),
                ("errors", models.JSONField(default=dict)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="listing.importrun",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入行",
                "verbose_name_plural": "导入行",
                "ordering": ["line"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "line"), name="one_outcome_per_import_line"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list_code", models.CharField(max_length=80, verbose_name="列表")),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="名称")),
                ("query", models.TextField(blank=True, verbose_name="筛选条件")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="显示的列")),
                (
                    "page_size",
                    models.PositiveSmallIntegerField(default=25, verbose_name="每页行数"),
                ),
                ("is_shared", models.BooleanField(default=False, verbose_name="共享给同事")),
                ("is_default", models.BooleanField(default=False, verbose_name="打开列表时先用它")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="所有人",
                    ),
                ),
            ],
            options={
                "verbose_name": "保存的筛选",
                "verbose_name_plural": "保存的筛选",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["list_code", "owner"], name="saved_filter_of_list")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "list_code", "name"), name="one_saved_filter_per_name"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("owner", "list_code"),
                        name="one_default_filter_per_list",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("is_default", False), ("is_shared", False)),
                            _connector="OR",
                        ),
                        name="unnamed_saved_filter_is_private",
                    ),
                ],
            },
        ),
    ]
