"""The regulations this installation runs, in their own order. A ninth is one line here."""

REGULATIONS = [
    "archives",
    "complaints",
    "grading",
    "health_forms",
    "key_accounts",
    "power_projects",
    "service_incentives",
    "visits",
]
