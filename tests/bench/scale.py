"""How large the measured company is and how often an act is repeated.

With BENCH_TEMPLATE, a migrated database on a server that runs already, everything is tiny: so the
ordinary suite sees that the measuring still works. Such figures say nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

LENT = os.environ.get("BENCH_TEMPLATE", "")
TINY = bool(LENT)

ROWS = {"small": 1_000, "large": 1_000} if TINY else {"small": 10_000, "large": 1_000_000}
TURNS, WARM = (1, 1) if TINY else (40, 3)
DUE = 40 if TINY else 10_000  # tasks that one sweep finds
EXPORTED = 500 if TINY else 200_000  # rows
ENGINEERS, TRIPS = (20, 600) if TINY else (10_000, 300_000)
IMPORTED = 74 if TINY else 50_000  # rows
CUSTOMERS, ORDERS = (200, 2_000) if TINY else (1_000_000, 10_000_000)
FORMS, REVISITS = (60, 600) if TINY else (10_000, 1_000_000)
PROJECTS = 1_000 if TINY else 100_000
ACCOUNTS = 100 if TINY else 100_000  # key accounts
LOAD_SECONDS = 1 if TINY else 60
PAUSES = {"without a pause": 0.0} | ({} if TINY else {"a second's pause": 1.0})
CLIENTS = 20

# Kept from run to run; PostgreSQL's own account must be able to pass through.
FOLDER = Path(os.environ.get("BENCH_FOLDER", "/var/tmp/zhidutong-bench"))
