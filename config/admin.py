from django.contrib.admin.apps import AdminConfig


class KeepersConfig(AdminConfig):
    default_site = "foundation.people.keepers.KeepersSite"
