import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archives", "0008_electronic_lending"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="place",
            options={
                "ordering": ["in_order"],
                "verbose_name": "库位",
                "verbose_name_plural": "库位",
            },
        ),
        migrations.AddField(
            model_name="place",
            name="in_order",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        django.db.models.functions.text.Concat(
                            "room",
                            models.Value("/"),
                            "cabinet",
                            models.Value("/"),
                            "shelf",
                            models.Value("/"),
                            "box",
                            models.Value("/"),
                        ),
                        models.Value("(\\d+)"),
                        models.Value("00000\\1"),
                        models.Value("g"),
                        function="regexp_replace",
                    ),
                    models.Value("\\d*(\\d{6})"),
                    models.Value("\\1"),
                    models.Value("g"),
                    function="regexp_replace",
                ),
                output_field=models.CharField(max_length=200),
            ),
        ),
    ]
