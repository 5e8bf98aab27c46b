from django.db import migrations, models


class Migration(migrations.Migration):
    """Keys of forms opened before say nothing to the new column: they are forgotten."""

    dependencies = [("process", "0002_matters_by_month")]

    operations = [
        migrations.RunSQL("DELETE FROM process_submission", migrations.RunSQL.noop),
        migrations.RemoveField("submission", "event"),
        migrations.AddField("submission", "answer", models.BigIntegerField(null=True)),
    ]
