"""`sgd_step` adds the gradient, so the loss rises with every step.

The gradient points to where the loss rises. Which way do you want to go?

over: reference, classes_inside, plain_numbers, rules_in_a_line
required:
    test_plain_step_by_hand
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
permitted:
    test_adam_is_what_its_means_say
    test_epsilon_is_added_after_the_root
    test_first_step_is_as_long_as_lr
    test_first_step_of_adam_by_hand
    test_late_steps_need_no_correction
    test_no_gradient_is_no_step
    test_second_step_of_adam_by_hand
"""


def sgd_step(parameter, gradient, *, lr):
    return parameter + lr * gradient
