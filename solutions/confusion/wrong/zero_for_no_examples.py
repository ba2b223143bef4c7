"""A class without examples is given the accuracy 0, as if all of them had been missed.

Nothing is known about it: 0 of 0 is not a number.

required:
    test_class_without_examples_has_no_accuracy
    test_accuracy_of_few_and_of_many
permitted:
    test_scikit_learn_finds_the_same_shares
"""


def per_class_accuracy(matrix):
    result = np.zeros(len(matrix))
    for a in range(len(matrix)):
        total = matrix[a].sum()
        if total > 0:
            result[a] = matrix[a, a] / total
    return result
