"""The slope is returned as a tensor, not as a Python float.

There is a method that makes a Python number out of a tensor with one entry.

required:
    test_square_has_slope_four_at_two
"""


def derivative(f, x):
    x = torch.tensor(float(x), dtype=torch.double).requires_grad_()
    y = f(x)
    grads = torch.autograd.grad(y, [x])
    return grads[0]
