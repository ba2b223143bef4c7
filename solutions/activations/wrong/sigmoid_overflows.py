"""For a large negative x, exp(-x) is infinite: the answer 0 is right, but only after an overflow that NumPy warns of.

Write the same function with an exponential that is at most 1. Where x is negative, multiply numerator and denominator
by exp(x); or express the sigmoid by tanh.

unnamed: logarithms_and_einsum, one_object_each
required:
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
"""


def sigmoid(x):
    return 1 / (1 + np.exp(-x))
