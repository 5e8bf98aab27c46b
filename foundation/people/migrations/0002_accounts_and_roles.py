from django.contrib.auth.hashers import make_password
from django.db import migrations


def load(apps, schema_editor):
    User = apps.get_model("people", "User")
    for number, name, account in (("system", "系统", "system"), ("public", "公众", "public")):
        User.objects.get_or_create(
            account=account,
            defaults={
                "employee_number": number,
                "name": name,
                "name_pinyin": number,
                "password": make_password(None),
                "is_active": False,
            },
        )
    Group = apps.get_model("auth", "Group")
    for code in ("gm", "admin_hr", "finance", "system_admin", "record_keeper"):
        Group.objects.get_or_create(name=code)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
