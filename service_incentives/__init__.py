"""Regulation 5: incentive pay of the service engineers, from trip to pay line.

Read ``articles.py`` (what the regulation says), ``models`` (source rows, then the pay run with
who may take each step), ``actions`` (what each button does). Sums for one case are in
``rules.py``; ``calculation`` does the same over everybody, set-wise.
"""
