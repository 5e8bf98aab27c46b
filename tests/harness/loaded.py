"""The product loaded, as a process of its own needs it; imported before anything is asked of database or broker."""

from importlib import import_module

import django

django.setup()

from config.celery import app  # noqa: E402 - it reads the settings

app.loader.import_default_modules()
for name in ("celery.bin.worker", "celery.concurrency.prefork", "kombu.transport.redis"):
    import_module(name)  # else each worker would by itself
