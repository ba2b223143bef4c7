"""The step that the caller asks for is ignored: it is always 1e-5.

`eps` has a default, and is an argument all the same. Which number does your loop use?

required:
    test_just_at_the_tolerance_is_right
    test_slopes_of_the_worked_example
    test_gradient_is_the_formula
    test_entries_may_depend_on_each_other
    test_step_is_the_callers
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    h = 1e-5
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = f(x)
        x[i] = old - h
        below = f(x)
        x[i] = old
        gradient[i] = (above - below) / (2 * h)
    return gradient
