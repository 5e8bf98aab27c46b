"""Forms of the projects, by noun."""
