"""The samples of a batch go through the model one by one: the same gradient, for many times the work.

The first axis of `X` is the batch: the model takes all its rows at once, and batch normalisation needs them together.

required:
    test_steps_come_after_their_gradients
    test_model_trains_in_training_mode
    test_epochs_follow_each_other
    test_batches_are_trained_on_whole
    test_running_statistics_are_restored_too
    test_validation_runs_once_an_epoch
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = torch.tensor(0.0, device=device)
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        for i in range(len(X)):
            loss = criterion(model(X[i : i + 1]), y[i : i + 1]) / len(X)
            loss.backward()
            total += loss.detach() * len(X)
        optimizer.step()
        count += len(X)
    return total.item() / count
