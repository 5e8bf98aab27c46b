"""Regulation 2: complaints, from registration to closure within seven days of receipt.

Read ``articles.py`` (what the regulation says), ``models`` (the record, its states, and beside
each step who may take it, by which article), ``actions`` (what each button does). Sums and
judgements are in ``rules.py``, dates in ``deadlines.py``, monthly figures in ``figures.py``.
"""
