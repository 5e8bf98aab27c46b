"""Regulation 8: power customers' engineering, from the application to energised supply.

Read ``articles.py`` (what the regulation says), ``supply`` and ``rules`` (who answers and who
reviews, by capacity), ``models`` (the project, its stages and beside each step who may take it, by
which article), ``actions`` (what each button does).
"""
