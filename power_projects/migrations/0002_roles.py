from django.db import migrations

from foundation.people.roles import load_groups

ROLES = (
    "power_window_clerk",
    "power_connection_officer",
    "power_supply_station",
    "power_branch_marketing",
    "power_marketing_head",
    "power_city_company",
    "power_inspector",
    "power_production",
)


def load(apps, schema_editor):
    load_groups(apps, *ROLES)


class Migration(migrations.Migration):
    dependencies = [
        ("power_projects", "0001_initial"),
        ("people", "0002_accounts_and_roles"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
