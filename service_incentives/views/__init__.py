"""Pages: parse, call one act, answer."""
