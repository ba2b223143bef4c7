"""A step of zero or below, or one that is not a number, is accepted: what comes out is NaN, or right by luck.

Ask whether eps is positive before anything else. NaN is not: what does `eps <= 0` say of it, and `eps > 0`?

required:
    test_steps_are_positive
    test_steps_that_are_none
"""


def numerical_gradient(f, x, eps=1e-5):
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
