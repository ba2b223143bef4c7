"""Only the sizes of the slopes are compared: a gradient with the wrong sign is accepted.

Uphill and downhill are as far apart as can be. Where does your comparison lose the sign?

required:
    test_wrong_sign_is_found
    test_mistakes_of_a_network_are_found
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    return bool(relative_error(np.abs(grad), np.abs(numerical_gradient(f, x, eps))) <= tol)
