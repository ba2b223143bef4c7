"""The losses of the earlier parts of the plan are not in the answer.

The list is to have an entry for each epoch of all parts. Where is it made empty?

required:
    test_later_layers_join_in
    test_little_data_goes_a_long_way
    test_losses_are_floats
    test_any_plan_is_followed
"""

import torch.nn.functional as F


def fine_tune(model, head, loader, device, *, plan, base_lr, head_lr):
    """Train part by part."""
    losses = []
    for frozen, epochs in plan:
        losses = []
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
                total += loss.detach() * len(y)
                count += len(y)
            losses.append(total.item() / count)
    model.eval()
    return losses
