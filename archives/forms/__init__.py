"""Forms of the archives, by noun."""
