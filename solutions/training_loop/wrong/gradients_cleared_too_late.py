"""The gradients are cleared between the backward pass and the step, so the step finds none: the weights never change.

Follow the gradients through one turn of the loop: which line fills them, which reads them, and which empties them?

unnamed: one_pass_for_both
required:
    test_epoch_leaves_the_right_weights
    test_training_runs_on_the_device
    test_epochs_follow_each_other
    test_training_loss_is_a_mean_per_sample
    test_history_has_one_entry_per_epoch
    test_running_statistics_are_restored_too
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    total = torch.tensor(0.0, device=device)
    count = 0
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total.item() / count
