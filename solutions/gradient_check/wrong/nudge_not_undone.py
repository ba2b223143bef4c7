"""An entry that was nudged stays nudged while the next ones are measured.

Each slope is measured at x itself. Put the old number back before you go on, or nudge a fresh copy each time.

required:
    test_slopes_of_the_worked_example
    test_entries_may_depend_on_each_other
permitted:
    test_pencil_and_paper_are_right
    test_wrong_sign_is_found
    test_transposed_gradient_is_found
    test_forgotten_bias_is_found
    test_gradient_of_a_network_is_accepted
    test_mistakes_of_a_network_are_found
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        gradient[i] = (above - below) / (2 * eps)
    return gradient
