"""Pages of the regulation: parse, call one act, answer."""
