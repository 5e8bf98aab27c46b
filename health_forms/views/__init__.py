"""Pages of the health forms: parse, call one act, answer."""
