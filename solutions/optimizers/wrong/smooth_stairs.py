"""`step_decay` lowers the rate in every epoch: there are no stairs.

Between two stairs the rate stays as it is. Which division has whole numbers as its answer?

required:
    test_stairs_by_hand
    test_usual_stair_is_a_tenth
    test_any_stairs
"""


def step_decay(lr, epoch, *, every, factor=0.1):
    return lr * factor ** (epoch / every)
