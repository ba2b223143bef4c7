"""`sigmoid` of integers is made of integers: the results were cut off to 0 when they were stored.

An array made with `np.zeros_like(z)` inherits z's dtype. Say that it holds floats, or make it some other way.

required:
    test_sigmoid_of_integers
"""


def sigmoid(z):
    """The logistic function, entry by entry."""
    result = np.zeros_like(z)
    positive = z >= 0
    result[positive] = 1 / (1 + np.exp(-z[positive]))
    result[~positive] = np.exp(z[~positive]) / (1 + np.exp(z[~positive]))
    return result
