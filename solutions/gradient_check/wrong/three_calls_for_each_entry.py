"""f is called more often than twice for each entry: its value at x itself is asked for, too, again and again.

Central differences do not need f(x). With a million entries, and a forward pass in every call, each call counts.

required:
    test_two_calls_for_each_entry
    test_checking_takes_two_calls_for_each_entry
permitted:
    test_usual_step_is_small
    test_entries_may_depend_on_each_other
"""


def numerical_gradient(f, x, eps=1e-5):
    if not eps > 0:
        raise ValueError("eps must be positive")
    x = x.astype(np.float64)
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        here = f(x)
        old = x[i]
        x[i] = old + eps
        above = f(x)
        x[i] = old - eps
        below = f(x)
        x[i] = old
        gradient[i] = ((above - here) / eps + (here - below) / eps) / 2
    return gradient
