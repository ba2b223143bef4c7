"""The loss of the last batch is returned as if it were the loss of the epoch.

After the loop `loss` is what the last batch left there. What became of the others?

unnamed: one_pass_for_both
required:
    test_training_loss_is_a_mean_per_sample
    test_short_batch_counts_by_its_size
    test_samples_left_out_do_not_count
    test_epochs_follow_each_other
    test_history_has_one_entry_per_epoch
    test_running_statistics_are_restored_too
"""


def train_one_epoch(model, loader, optimizer, criterion, device):
    """One pass over the training data."""
    model.train()
    for X, y in loader:
        X, y = X.to(device), y.to(device)
        optimizer.zero_grad()
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        optimizer.step()
    return loss.item()
