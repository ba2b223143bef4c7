"""What everybody speaks of: the model of a course and its results, errors, outcomes, words. Pure: nothing is read or written here."""
