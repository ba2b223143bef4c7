"""Equally frequent mistakes come in the reverse order.

Reversing a sorted list reverses the order of equals, too. Sort by something whose smallest value is the most frequent mistake.

required:
    test_equally_frequent_mistakes_are_in_order
    test_only_mistakes_that_happened_are_listed
    test_mistakes_by_hand
permitted:
    test_mistakes_of_any_matrix
"""


def most_confused(matrix, k):
    mistakes = []
    for a in range(len(matrix)):
        for p in range(len(matrix)):
            if a != p and matrix[a, p] > 0:
                mistakes.append((a, p, int(matrix[a, p])))
    mistakes = sorted(mistakes, key=lambda m: m[2])[::-1]
    return mistakes[:k]
