from django.db import migrations

from foundation.people.roles import load_groups


def load(apps, schema_editor):
    load_groups(apps, "sales_head")


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0001_initial"),
        ("people", "0002_accounts_and_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
