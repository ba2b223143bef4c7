"""`momentum_step` weighs the gradient with 1 - beta, so it moves ten times less far.

That is a running mean, as Adam has it. Here the gradient counts in full: without a velocity, the first step is a
plain one.

required:
    test_momentum_by_hand
    test_beta_is_the_callers
    test_momentum_leaves_the_ravine_sooner
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
"""


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = beta * velocity + (1 - beta) * gradient
    return parameter - lr * velocity, velocity
