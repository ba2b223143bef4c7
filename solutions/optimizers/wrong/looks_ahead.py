"""`momentum_step` adds the velocity a second time, which is Nesterov's momentum.

It is a good rule, but not the one asked for: the parameter moves by lr times the new velocity.

required:
    test_momentum_by_hand
    test_ball_rolls_on_without_a_gradient
    test_beta_is_the_callers
    test_pytorch_takes_the_same_path
    test_parameters_of_any_shape
    test_nothing_is_remembered
    test_float32_is_moved
"""


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = beta * velocity + gradient
    return parameter - lr * (gradient + beta * velocity), velocity
