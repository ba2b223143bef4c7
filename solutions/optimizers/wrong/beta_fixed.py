"""`momentum_step` keeps 0.9 of the velocity, whatever `beta` the caller asks for.

The 0.9 is what `beta` is unless somebody says otherwise. Where is your `beta` used?

required:
    test_beta_is_the_callers
    test_pytorch_takes_the_same_path
"""


def momentum_step(parameter, gradient, velocity, *, lr, beta=0.9):
    velocity = 0.9 * velocity + gradient
    return parameter - lr * velocity, velocity
