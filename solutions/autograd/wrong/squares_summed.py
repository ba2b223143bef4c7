"""The squares are added up, not averaged.

Divide by the number of entries: the loss should not grow with the size of the prediction.

required:
    test_consistency_by_hand
    test_target_stands_still
    test_gradient_takes_one_way_only
"""


def consistency_loss(prediction, target):
    with torch.no_grad():
        goal = target.clone()
    return torch.nn.functional.mse_loss(prediction, goal, reduction="sum")
