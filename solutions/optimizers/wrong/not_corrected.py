"""`adam_step` leaves out the correction of the means, so the first steps are three times too long.

m and v start at 0 and are too small for a while, v by far more than m. What are they divided by?

required:
    test_first_step_of_adam_by_hand
    test_second_step_of_adam_by_hand
    test_first_step_is_as_long_as_lr
    test_adam_is_what_its_means_say
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
    test_epsilon_is_added_after_the_root
    test_no_gradient_is_no_step
"""


def adam_step(parameter, gradient, m, v, t, *, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if t < 1:
        raise ValueError("steps are counted from 1")
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    return parameter - lr * m / (np.sqrt(v) + eps), m, v
