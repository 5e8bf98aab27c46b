"""How large the measured company is and how often an act is repeated.

With BENCH=tiny everything runs on a thousand complaints within seconds: the ordinary suite sees
so that the measuring still works. Such figures say nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

TINY = os.environ.get("BENCH") == "tiny"

ROWS = {"small": 1_000, "large": 1_000} if TINY else {"small": 10_000, "large": 1_000_000}
TURNS = 2 if TINY else 40
DUE = 40 if TINY else 10_000  # tasks that one sweep finds
EXPORTED = 500 if TINY else 200_000  # rows
ENGINEERS, TRIPS = (20, 600) if TINY else (10_000, 300_000)
LOAD_SECONDS = 2 if TINY else 60
CLIENTS = 20

# Kept from run to run; PostgreSQL's own account must be able to pass through.
FOLDER = Path(os.environ.get("BENCH_FOLDER", "/var/tmp/zhidutong-bench"))
