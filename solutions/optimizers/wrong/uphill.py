"""`sgd_step` adds the gradient, so the loss rises with every step.

The gradient points to where the loss rises. Which way do you want to go?

required:
    test_plain_step_by_hand
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
"""


def sgd_step(parameter, gradient, *, lr):
    return parameter + lr * gradient
