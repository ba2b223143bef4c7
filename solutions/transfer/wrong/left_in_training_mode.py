"""Afterwards layers of the model are still in training mode.

Whoever uses the model next wants its best answers. Which mode gives those?

required:
    test_model_is_left_ready_for_use
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
                total += loss.detach() * len(y)
                count += len(y)
            losses.append(total.item() / count)
    return losses
