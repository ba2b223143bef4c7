"""The slopes are right to about seven digits only.

Which dtype does `torch.tensor(0.1)` have? Double the bits.

required:
    test_slopes_of_many_functions
    test_slopes_anywhere
"""


def derivative(f, x):
    x = torch.tensor(float(x), dtype=torch.float32).requires_grad_()
    y = f(x)
    grads = torch.autograd.grad(y, [x])
    return float(grads[0])
