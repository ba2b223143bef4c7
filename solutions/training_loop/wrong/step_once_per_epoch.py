"""There is a single step at the end of the epoch instead of one for each batch.

Look at how far each line is indented: what happens once a batch, and what once an epoch?

unnamed: one_pass_for_both
required:
    test_epoch_leaves_the_right_weights
    test_training_runs_on_the_device
    test_epochs_follow_each_other
    test_training_loss_is_a_mean_per_sample
    test_steps_come_after_their_gradients
    test_gradients_are_of_one_batch
    test_steps_do_not_wait_for_the_device
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
        optimizer.zero_grad()
        output = model(X)
        loss = criterion(output, y)
        loss.backward()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    optimizer.step()
    return total.item() / count
