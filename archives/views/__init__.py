"""Pages of the archives: parse, call one act, answer."""
