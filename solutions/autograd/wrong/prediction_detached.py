"""No gradient goes back from the loss at all.

One of the two is a constant, the other has to learn. Which is cut off from its past?

required:
    test_consistency_by_hand
    test_target_stands_still
    test_gradient_takes_one_way_only
    test_target_keeps_its_past
"""


def consistency_loss(prediction, target):
    return torch.nn.functional.mse_loss(prediction.detach(), target.detach())
