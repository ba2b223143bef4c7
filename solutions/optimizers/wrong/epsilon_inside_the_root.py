"""`adam_step` adds eps before it takes the root, where it counts for 10,000 times as much.

The root of 1e-8 is 1e-4: for small gradients, that is a brake. First the root, then eps.

required:
    test_first_step_is_as_long_as_lr
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_epsilon_is_added_after_the_root
permitted:
    test_no_gradient_is_no_step
"""


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return parameter - lr * m_hat / np.sqrt(v_hat + eps), m, v
