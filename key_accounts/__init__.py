"""Regulation 6: logistics key accounts, so far their files, confirmed and reviewed in turn.

Read ``articles.py`` (what the regulation says), ``models.py`` (the file and its steps), ``actions``.
"""
