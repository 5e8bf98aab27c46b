from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "foundation.customers"
