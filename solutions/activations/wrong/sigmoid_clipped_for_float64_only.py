"""Clipping x at 250 keeps exp(-x) finite in float64. In float32 anything above exp(88) is infinite, so that it still
overflows.

A limit that is safe for one type of number is not for another. A form whose exponential never exceeds 1 needs no limit.

unnamed: logarithms_and_einsum, one_object_each
required:
    test_no_warning_up_to_1000
"""


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -250, 250)))
