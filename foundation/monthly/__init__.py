"""Monthly statistics: computed on the 1st, submitted, approved and then frozen.

A regulation declares one with ``MonthlyStatistics``; read declarations, models, actions.
"""
