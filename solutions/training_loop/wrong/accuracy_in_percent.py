"""The accuracy is a percentage, 100 times the fraction that is asked for.

A fraction of samples lies between 0 and 1.

over: reference, closures_and_generators, gradients_by_hand, running_totals
unnamed: gradients_by_hand
required:
    test_evaluation_gives_loss_and_accuracy
    test_evaluation_weights_the_short_batch
    test_samples_left_out_are_not_evaluated
    test_evaluation_runs_on_the_device
    test_history_has_one_entry_per_epoch
    test_running_statistics_are_restored_too
    test_any_course_of_losses_is_followed
"""


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
    was_training = model.training
    model.eval()
    total = torch.tensor(0.0, device=device)
    correct = torch.tensor(0, device=device)
    count = 0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            output = model(X)
            total += criterion(output, y) * X.size(0)
            correct += (output.argmax(1) == y).sum()
            count += X.size(0)
    model.train(was_training)
    return total.item() / count, 100 * correct.item() / count
