"""The loss is read as a Python number in every step, so the CPU waits for the device each time instead of preparing the
next batch.

A sum can stay on the device as a tensor. When is its number needed for the first time?

required:
    test_steps_do_not_wait_for_the_device
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = 0.0
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        total += loss.item() * X.size(0)
        count += X.size(0)
    return total / count
