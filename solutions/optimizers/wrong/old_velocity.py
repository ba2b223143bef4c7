"""`momentum_step` moves by the velocity that was handed in and not by the new one.

The gradient of this step then has no effect before the next. Work out the first step by hand.

required:
    test_momentum_by_hand
    test_ball_rolls_on_without_a_gradient
    test_beta_is_the_callers
    test_momentum_leaves_the_ravine_sooner
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
"""


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    return parameter - lr * velocity, beta * velocity + gradient
