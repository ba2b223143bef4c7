"""The caller's tolerance is ignored, and a difference of a hundredth passes for rounding.

Rounding is far smaller than that; what remains is a mistake in a few entries. `tol` says how much is allowed.

required:
    test_single_wrong_entry_is_found
    test_tolerance_is_the_callers
permitted:
    test_step_is_the_callers
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(grad, numerical_gradient(f, x, eps)) <= 0.01)
