"""Pages of the projects: parse, call one act, answer."""
