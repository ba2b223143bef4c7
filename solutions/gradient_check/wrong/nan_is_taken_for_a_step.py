"""A step of NaN is accepted: it is neither above 0 nor below.

Every comparison with NaN is false. Ask for what you want, a positive step, instead of excluding what you do not.

required:
    test_steps_that_are_none
"""


def numerical_gradient(f, x, eps=1e-5):
    if eps <= 0:
        raise ValueError("eps must be positive")
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * eps)
    return gradient
