"""After the nudges, x is not quite what it was: adding and subtracting a step leaves the rounding behind, in the
caller's array.

Work on a copy. And to undo a nudge put the old number back, instead of computing it.

required:
    test_x_is_left_alone
    test_awkward_arrays_have_slopes
    test_checking_takes_any_array
permitted:
    test_gradient_of_a_matrix_is_a_matrix
    test_two_calls_for_each_entry
    test_gradient_is_the_formula
    test_usual_step_is_small
    test_entries_may_depend_on_each_other
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += eps
        above = f(x)
        x[i] -= 2 * eps
        below = f(x)
        x[i] += eps
        gradient[i] = (above - below) / (2 * eps)
    return gradient
