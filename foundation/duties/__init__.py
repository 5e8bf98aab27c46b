"""Recurring duties 定期事务: what every department, person or role owes each month, quarter or year,
or before a date. A regulation declares a ``RecurringDuty``; one generator opens the occurrences.
"""
