"""The slopes are measured twice, once for the error and once more to look at them: twice as many calls as necessary.

Keep what you have measured in a variable.

required:
    test_checking_takes_two_calls_for_each_entry
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    if relative_error(grad, numerical_gradient(f, x, eps)) <= tol:
        return True
    return bool(np.allclose(grad, numerical_gradient(f, x, eps), rtol=tol, atol=0))
