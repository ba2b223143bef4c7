"""Each step uses the gradients of all batches so far, not only those of its own.

`backward` adds to what is there already. What has to be forgotten between two batches?

required:
    test_head_learns
    test_later_layers_join_in
    test_fine_tuning_runs_on_the_device
    test_frozen_base_makes_a_linear_classifier
    test_any_plan_is_followed
permitted:
    test_little_data_goes_a_long_way
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
                loss.backward()
                optimizer.step()
                total += loss.detach() * len(y)
                count += len(y)
            losses.append(total.item() / count)
    model.eval()
    return losses
