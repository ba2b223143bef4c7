"""The target has lost its past: whoever needs its gradient later gets none.

A method whose name ends in an underscore changes the tensor itself. Make a new one.

required:
    test_target_keeps_its_past
"""


def consistency_loss(prediction, target):
    goal = target.detach_()
    return torch.nn.functional.mse_loss(prediction, goal)
