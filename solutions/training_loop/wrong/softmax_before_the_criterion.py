"""The output goes through a softmax before it reaches the criterion, so the loss and its gradient are those of another
function.

The criterion takes the model's output as it is. Cross-entropy has a softmax inside: what happens if it is applied
twice?

unnamed: gradients_by_hand, one_pass_for_both
required:
    test_epoch_leaves_the_right_weights
    test_training_runs_on_the_device
    test_epochs_follow_each_other
    test_training_loss_is_a_mean_per_sample
    test_short_batch_counts_by_its_size
    test_samples_left_out_do_not_count
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
        loss = criterion(torch.softmax(output, dim=1), y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * X.size(0)
        count += X.size(0)
    return total.item() / count
