"""Shows results: on a terminal, on a page, as pictures in a gallery. Draws from the model alone and decides nothing."""
