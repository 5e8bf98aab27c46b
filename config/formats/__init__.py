"""Dates and numbers by language (setting ``FORMAT_MODULE_PATH``).

Inputs begin with the ISO forms everywhere: browsers' own date pickers know no others.
"""

DATE_INPUT = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"]
DATETIME_INPUT = [
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
]
TIME_INPUT = ["%H:%M", "%H:%M:%S"]
