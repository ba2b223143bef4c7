"""Only the lengths of the two gradients are compared: a transposed gradient has the right one, and so has a negative
one.

The right numbers have to be in the right places. Compare entry by entry.

required:
    test_wrong_sign_is_found
    test_transposed_gradient_is_found
    test_mistakes_of_a_network_are_found
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    measured = numerical_gradient(f, x, eps)
    a, b = np.sqrt(np.sum(grad**2.0)), np.sqrt(np.sum(measured**2))
    return bool(relative_error(np.array([a]), np.array([b])) <= tol)
