import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0005_prevention_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="complaint",
            name="registered_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="登记人",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["registered_by", "-matter"], name="complaint_registered_by"),
        ),
        migrations.RemoveIndex(model_name="complaint", name="complaint_ended"),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["ended_at", "started_at"], name="complaint_ended"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["started_at"], name="complaint_started"),
        ),
        migrations.AddIndex(
            model_name="satisfaction",
            index=models.Index(fields=["given_at"], name="satisfaction_given"),
        ),
    ]
