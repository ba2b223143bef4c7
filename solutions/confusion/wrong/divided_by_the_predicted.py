"""The shares are those of the columns: of what was *predicted* as a class, how much was right. That is the precision.

How many examples of a class were recognised is asked for: divide by how many there are, which is the sum of a row.

required:
    test_accuracy_by_hand
    test_class_without_examples_has_no_accuracy
    test_accuracy_of_few_and_of_many
    test_scikit_learn_finds_the_same_shares
"""


def per_class_accuracy(matrix):
    result = np.full(len(matrix), np.nan)
    for a in range(len(matrix)):
        total = matrix[:, a].sum()
        if total > 0:
            result[a] = matrix[a, a] / total
    return result
