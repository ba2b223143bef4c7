"""The optimizer knows only what was learning in the first part of the plan.

What learns changes from part to part. When are the groups made?

required:
    test_later_layers_join_in
    test_any_plan_is_followed
"""

import torch.nn.functional as F


def fine_tune(model, head, loader, device, *, plan, base_lr, head_lr):
    """Train part by part."""
    losses = []
    optimizer = None
    for frozen, epochs in plan:
        freeze(model, frozen)
        if optimizer is None:
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
