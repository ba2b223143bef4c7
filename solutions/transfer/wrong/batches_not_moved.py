"""The batches stay on the CPU while the model is on the device: this works only where the two are the same.

`to` does not change a tensor, it returns one. Where are the inputs when the model is called?

required:
    test_fine_tuning_runs_on_the_device
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
            total = torch.tensor(0.0, device=device)
            count = 0
            for X, y in loader:
                loss = F.cross_entropy(model(X), y)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                total += loss.detach() * len(y)
                count += len(y)
            losses.append(total.item() / count)
    model.eval()
    return losses
