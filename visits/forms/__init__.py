"""Forms of the visits, by noun."""
