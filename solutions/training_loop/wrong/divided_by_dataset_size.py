"""The sum is divided by the size of the dataset, though the loader may leave samples out: the means come out too small.

A loader may drop a short last batch or draw only some samples. How many samples came past in the loop?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_samples_left_out_do_not_count
    test_samples_left_out_are_not_evaluated
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = torch.tensor(0.0, device=device)
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * X.size(0)
    return total.item() / len(loader.dataset)


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
    was_training = model.training
    model.eval()
    total = torch.tensor(0.0, device=device)
    correct = torch.tensor(0, device=device)
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            output = model(X)
            total += criterion(output, y) * X.size(0)
            correct += (output.argmax(1) == y).sum()
    model.train(was_training)
    count = len(loader.dataset)
    return total.item() / count, correct.item() / count
