"""The batches stay on the CPU while the model is on the device: this works only where the two are the same.

`to` does not change a tensor, it returns one. Where are the inputs and the labels when the model is called?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_training_runs_on_the_device
    test_steps_do_not_wait_for_the_device
    test_evaluation_runs_on_the_device
    test_running_statistics_are_restored_too
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = torch.tensor(0.0, device=device)
    count = 0
    for X, y in loader:
        X.to(device), y.to(device)
        optimizer.zero_grad()
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total.item() / count


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
    was_training = model.training
    model.eval()
    total = torch.tensor(0.0, device=device)
    correct = torch.tensor(0, device=device)
    count = 0
    with torch.no_grad():
        for X, y in loader:
            X.to(device), y.to(device)
            output = model(X)
            total += criterion(output, y) * X.size(0)
            correct += (output.argmax(1) == y).sum()
            count += X.size(0)
    model.train(was_training)
    return total.item() / count, correct.item() / count
