"""The model's output is fetched from the device in every step, and the loss is computed on the CPU.

Fetching makes the CPU wait until the device has finished. Could the labels go to the output instead?

required:
    test_training_runs_on_the_device
    test_steps_do_not_wait_for_the_device
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = torch.tensor(0.0)
    count = 0
    for X, y in loader:
        X = X.to(device)
        optimizer.zero_grad()
        output = model(X).cpu()
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total.item() / count
