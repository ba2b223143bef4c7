"""Which mistake it was: known-wrong solutions, what they say to the checks, and whose answers are the same."""
