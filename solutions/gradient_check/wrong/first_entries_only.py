"""Only the first three entries are compared, to save time: a forgotten bias at the end is not noticed.

A spot check finds what is wrong everywhere. What is wrong in one place has to be looked for in every place.

required:
    test_forgotten_bias_is_found
    test_single_wrong_entry_is_found
    test_no_number_is_no_gradient
permitted:
    test_transposed_gradient_is_found
    test_missing_mask_is_found
"""


def check_gradient(f, grad, x, *, eps=1e-5, tol=1e-6):
    if grad.shape != x.shape:
        return False
    measured = numerical_gradient(f, x, eps)
    return bool(relative_error(grad.ravel()[:3], measured.ravel()[:3]) <= tol)
