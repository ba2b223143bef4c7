"""Shows results: on a terminal, on a page, as pictures in a gallery. Knows the core alone and decides nothing."""
