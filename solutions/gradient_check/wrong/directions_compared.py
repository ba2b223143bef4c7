"""Only the directions of the two gradients are compared, by the angle between them: a gradient that is twice too small
is accepted.

A missing factor leaves the direction as it is. Compare the numbers themselves.

required:
    test_missing_factor_two_is_found
    test_mistakes_of_a_network_are_found
    test_single_wrong_entry_is_found
    test_flat_functions_have_gradients_of_zero
    test_tolerance_is_the_callers
    test_checking_takes_two_calls_for_each_entry
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    measured = numerical_gradient(f, x, eps)
    cosine = np.sum(grad * measured) / (np.linalg.norm(grad) * np.linalg.norm(measured))
    return bool(cosine >= 1 - tol)
