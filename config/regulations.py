"""The regulations this installation runs, in their own order. A ninth is one line here."""

REGULATIONS = [
    "archives",
    "complaints",
    "grading",
    "service_incentives",
    "visits",
]
