"""The loss is returned as a tensor, which stays on the device and computes on instead of being a number.

A mean of tensors is a tensor. When the epoch is over, and only then, read the number out of it.

unnamed: gradients_by_hand, one_pass_for_both
required:
    test_training_loss_is_a_float
    test_samples_left_out_do_not_count
    test_epochs_follow_each_other
    test_history_has_one_entry_per_epoch
    test_running_statistics_are_restored_too
    test_any_course_of_losses_is_followed
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
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total / count
