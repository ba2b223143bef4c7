"""Mistakes are listed that never happened.

A cell with 0 is no mistake: the list may be shorter than k, and it is empty for a perfect classifier.

required:
    test_only_mistakes_that_happened_are_listed
    test_mistakes_of_any_matrix
"""


def most_confused(matrix, k):
    mistakes = []
    for a in range(len(matrix)):
        for p in range(len(matrix)):
            if a != p:
                mistakes.append((a, p, int(matrix[a, p])))
    mistakes.sort(key=lambda m: (-m[2], m[0], m[1]))
    return mistakes[:k]
