"""Policy values: rates, tiers, days, lists, each in force from a date on."""
