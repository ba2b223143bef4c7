"""Only the sums of the two gradients are compared: a transposed gradient has the right one.

Numbers that are wrong in opposite directions make up for each other in a sum. Compare entry by entry.

required:
    test_transposed_gradient_is_found
permitted:
    test_single_wrong_entry_is_found
    test_flat_functions_have_gradients_of_zero
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    measured = numerical_gradient(f, x, eps)
    return bool(relative_error(np.array([grad.sum()]), np.array([measured.sum()])) <= tol)
