"""`adam_step` squares the length of the whole gradient, so all entries move at one pace.

The point of Adam is a pace for each entry: v has an entry for each, from the squares of that entry alone.

required:
    test_first_step_is_as_long_as_lr
    test_adam_is_what_its_means_say
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
    test_epsilon_is_added_after_the_root
    test_no_gradient_is_no_step
    test_late_steps_need_no_correction
"""


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * np.sum(gradient**2)
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return parameter - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
