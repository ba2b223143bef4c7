"""The caller's step is not handed on: the slopes are always measured with the default one.

`eps` arrives in `check_gradient`, and is needed in `numerical_gradient`.

required:
    test_just_at_the_tolerance_is_right
    test_step_is_the_callers
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(grad, numerical_gradient(f, x)) <= tol)
