"""The numbers of the batches are averaged as if all had the same size: a sample in a short last batch counts too much.

The mean over batches of 4, 4 and 2 samples is not the mean of three means. What must each batch be multiplied by?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_short_batch_counts_by_its_size
    test_evaluation_weights_the_short_batch
    test_epochs_follow_each_other
    test_evaluation_runs_on_the_device
    test_history_has_one_entry_per_epoch
    test_running_statistics_are_restored_too
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
        total += loss.detach()
    return total.item() / len(loader)


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
    was_training = model.training
    model.eval()
    total = torch.tensor(0.0, device=device)
    correct = torch.tensor(0.0, device=device)
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            output = model(X)
            total += criterion(output, y)
            correct += (output.argmax(1) == y).float().mean()
    model.train(was_training)
    return total.item() / len(loader), correct.item() / len(loader)
