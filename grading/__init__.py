"""Regulation 3: customers graded A to D by credit, orders, prospects and profit.

Read ``articles.py`` (what the regulation says), ``models`` (what is recorded, and beside each step
who may take it), ``rules.py`` (weights, windows and thresholds of a policy), ``calculation`` (one
run over everybody), ``actions`` (what each button does).
"""
