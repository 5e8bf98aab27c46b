"""What people are told: the bell, and mail by way of an outbox.

An act writes ``Notice`` rows in its own transaction (``outbox``); a job turns those that are due
into ``Mail`` rows (``composing``), another hands these to the SMTP server (``sending``). Both find
their work in the database, so a lost message to Celery delays a mail and never loses it.
"""
