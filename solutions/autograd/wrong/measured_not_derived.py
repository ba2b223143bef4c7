"""The slopes are close, as measured ones are, and not right to twelve digits.

A difference of two values is no chain rule. Let autograd do it: it is exact but for rounding.

required:
    test_slopes_of_many_functions
    test_slopes_anywhere
"""


def derivative(f, x):
    x = torch.tensor(float(x), dtype=torch.double).requires_grad_()
    y = f(x)
    h = 1e-6
    return float((f(x + h) - f(x - h)) / (2 * h))
