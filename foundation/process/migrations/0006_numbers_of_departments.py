import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_row_history"),
        ("process", "0005_matters_still_open"),
    ]

    operations = [
        migrations.AlterField(
            model_name="matter",
            name="department",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.department",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(
                fields=["department", "opened_at"],
                include=["closed_at", "regulation"],
                name="matter_of_department",
            ),
        ),
        migrations.RemoveIndex(model_name="task", name="open_by_due"),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                fields=["due_on"],
                include=["kind", "matter", "assignee", "department"],
                condition=Q(closed_at=None),
                name="open_by_due",
            ),
        ),
    ]
