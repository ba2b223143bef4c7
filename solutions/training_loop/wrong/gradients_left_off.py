"""Gradient recording is switched off for good: after the evaluation nothing can be learned any more.

A switch that was turned must be turned back. Which construct does that by itself, even if an error occurs?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_gradients_are_recorded_again
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    torch.set_grad_enabled(True)
    total = torch.tensor(0.0, device=device)
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
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
    torch.set_grad_enabled(False)
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        output = model(X)
        total += criterion(output, y) * X.size(0)
        correct += (output.argmax(1) == y).sum()
        count += X.size(0)
    model.train(was_training)
    return total.item() / count, correct.item() / count
