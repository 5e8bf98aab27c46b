"""The regulations this installation runs, in their own order. A ninth is one line here."""

REGULATIONS = [
    "archives",
    "complaints",
    "grading",
    "health_forms",
    "power_projects",
    "key_accounts",
    "service_incentives",
    "visits",
]
