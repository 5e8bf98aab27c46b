"""The shared kernel all regulations stand on; it knows none of them."""
