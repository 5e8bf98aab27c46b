"""Regulation 6: logistics key accounts: files, use of the mail, revisits, teams and what is around.

Read ``articles.py`` (what the regulation says), ``models`` (records and their steps), ``actions``.
"""
