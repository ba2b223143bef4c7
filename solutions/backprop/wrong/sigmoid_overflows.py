"""`sigmoid` is NaN for large inputs: exp(z) overflows, and infinity divided by infinity is not a number.

Find a form of the formula in which a huge exponential stands below the fraction line only, or none appears at all.

required:
    test_sigmoid_of_extreme_numbers
    test_saturated_units_pass_nothing_back
"""


def sigmoid(z):
    """The logistic function, entry by entry."""
    return np.exp(z) / (1 + np.exp(z))
