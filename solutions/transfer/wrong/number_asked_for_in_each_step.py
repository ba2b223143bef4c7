"""Every step waits until the device has worked out the loss, only to add it up.

The sum is needed when the epoch is over. Where can it stay until then?

required:
    test_steps_do_not_wait_for_the_device
"""

import torch.nn.functional as F


def fine_tune(model, head, loader, device, *, plan, base_lr, head_lr):
    """Train part by part."""
    losses = []
    for frozen, epochs in plan:
        freeze(model, frozen)
        optimizer = torch.optim.SGD(parameter_groups(model, head, base_lr, head_lr))
        for _ in range(epochs):
            total = 0.0
            count = 0
            for X, y in loader:
                X, y = X.to(device), y.to(device)
                loss = F.cross_entropy(model(X), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.item() * len(y)
                count += len(y)
            losses.append(total / count)
    model.eval()
    return losses
