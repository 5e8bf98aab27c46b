"""Regulation 7: visits of the sales department, from the monthly plan to the assessed report.

Read ``articles.py`` (what the regulation says), ``models`` (postings, the plan with its lines and
who may take each step), ``actions`` (what each button does).
"""
