"""`leaky_relu` and its derivative use 0.01 whatever `alpha` is.

0.01 is only the default. Look for the number in your code where the argument should be.

required:
    test_alpha_can_be_chosen
    test_pytorch_agrees_for_any_alpha
"""


def floats(values, x):
    return values.astype(np.float32 if x.dtype == np.float32 else np.float64)


def leaky_relu(x, alpha=0.01):
    return np.where(x > 0, x, 0.01 * x)


def leaky_relu_derivative(x, alpha=0.01):
    return floats(np.where(x > 0, 1.0, 0.01), x)
