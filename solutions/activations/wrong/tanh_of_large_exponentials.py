"""`tanh` divides one infinity by another for large x, and the answer is NaN.

exp(1000) is beyond every float. NumPy has a tanh that knows its way around this; or divide numerator and denominator by
the larger exponential first.

required:
    test_large_numbers_do_no_harm
    test_no_warning_up_to_1000
"""


def tanh(x):
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))
