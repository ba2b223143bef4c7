"""The step is multiplied by the size of the entry. That may be wise, but the caller decides about the step.

The formula has the same eps for every entry.

required:
    test_slopes_of_the_worked_example
    test_gradient_is_the_formula
    test_entries_may_depend_on_each_other
    test_step_is_the_callers
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        h = eps * max(1.0, abs(old))
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient
