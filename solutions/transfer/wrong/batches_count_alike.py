"""The loss of an epoch is the mean over its batches, so that a sample in a short last batch counts too much.

The mean over batches of 4, 4 and 2 samples is not the mean of three means. What must each batch be multiplied by?

required:
    test_head_learns
    test_later_layers_join_in
    test_fine_tuning_runs_on_the_device
    test_frozen_base_makes_a_linear_classifier
    test_any_plan_is_followed
"""

import torch.nn.functional as F


def fine_tune(model, head, loader, device, *, plan, base_lr, head_lr):
    """Train part by part."""
    losses = []
    for frozen, epochs in plan:
        freeze(model, frozen)
        optimizer = torch.optim.SGD(parameter_groups(model, head, base_lr, head_lr))
        for _ in range(epochs):
            total = torch.tensor(0.0, device=device)
            count = 0
            for X, y in loader:
                X, y = X.to(device), y.to(device)
                loss = F.cross_entropy(model(X), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.detach()
                count += 1
            losses.append(total.item() / count)
    model.eval()
    return losses
