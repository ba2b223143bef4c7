"""`elu` computes exp(x) also for the large positive x that do not need it. It overflows before `np.where` throws it
away.

`np.where` chooses between two arrays that are both complete already. Make sure that the exponential only ever sees
numbers that are not positive.

required:
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
"""


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


def elu_derivative(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * np.exp(x))
