"""What was right is listed among the mistakes.

The diagonal of the matrix holds the examples that were recognised. It has to be left out.

required:
    test_mistakes_by_hand
    test_equally_frequent_mistakes_are_in_order
    test_only_mistakes_that_happened_are_listed
    test_mistakes_of_any_matrix
"""


def most_confused(matrix, k):
    mistakes = []
    for a in range(len(matrix)):
        for p in range(len(matrix)):
            if matrix[a, p] > 0:
                mistakes.append((a, p, int(matrix[a, p])))
    mistakes.sort(key=lambda m: (-m[2], m[0], m[1]))
    return mistakes[:k]
