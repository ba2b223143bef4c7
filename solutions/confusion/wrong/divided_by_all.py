"""The shares are shares of all examples, so that even a perfect classifier gets small ones.

Each class is judged by its own examples: divide by the sum of its row.

required:
    test_accuracy_by_hand
    test_class_without_examples_has_no_accuracy
    test_accuracy_of_few_and_of_many
    test_scikit_learn_finds_the_same_shares
"""


def per_class_accuracy(matrix):
    result = np.full(len(matrix), np.nan)
    for a in range(len(matrix)):
        total = matrix.sum()
        if total > 0:
            result[a] = matrix[a, a] / total
    return result
