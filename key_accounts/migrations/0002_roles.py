from django.db import migrations

from foundation.people.roles import load_groups


def load(apps, schema_editor):
    load_groups(apps, "key_account_manager", "branch_account_manager", "business_supervisor")


class Migration(migrations.Migration):
    dependencies = [
        ("key_accounts", "0001_initial"),
        ("people", "0002_accounts_and_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
