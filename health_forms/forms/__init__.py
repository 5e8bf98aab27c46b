"""Forms of the health surveys, by noun."""
