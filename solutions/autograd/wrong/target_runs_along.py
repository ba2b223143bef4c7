"""A gradient goes back through the target, too.

To the loss the target is to be a constant: the same numbers without their past.

required:
    test_target_stands_still
    test_gradient_takes_one_way_only
"""


def consistency_loss(prediction, target):
    goal = target
    return torch.nn.functional.mse_loss(prediction, goal)
