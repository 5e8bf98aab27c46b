"""Regulation 1: archives, from a finished document to a shelved volume and its end.

Read ``articles.py`` (what the regulation says), ``kinds.py`` (its words), ``models`` (documents,
volumes, filing schemes, and beside each step who may take it, by which article), ``actions``
(what each button does). Judgements are in ``rules``: which year, what belongs together, in which
order. ``scope.py`` says who sees what: secrecy decides it everywhere.
"""
