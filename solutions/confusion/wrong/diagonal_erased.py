"""The mistakes are right, but the caller's matrix has lost its diagonal, or could not be written to.

Leave the matrix as it is: make a copy first, or look at the cells beside the diagonal only.

required:
    test_mistakes_of_any_matrix
"""


def most_confused(matrix, k):
    mistakes = []
    np.fill_diagonal(matrix, 0)
    for a in range(len(matrix)):
        for p in range(len(matrix)):
            if a != p and matrix[a, p] > 0:
                mistakes.append((a, p, int(matrix[a, p])))
    mistakes.sort(key=lambda m: (-m[2], m[0], m[1]))
    return mistakes[:k]
