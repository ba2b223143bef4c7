"""`momentum_step` puts the learning rate into the velocity, which then means something else.

The velocity is a sum of gradients. While lr stays the same, the path is the same too; once lr changes, it is not.

required:
    test_momentum_by_hand
    test_ball_rolls_on_without_a_gradient
    test_beta_is_the_callers
"""


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = beta * velocity - lr * gradient
    return parameter + velocity, velocity
