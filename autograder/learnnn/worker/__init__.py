"""Student code runs here, and only here: a process of its own that answers questions and knows no expectation."""
