"""Pages of the visits: parse, call one act, answer."""
