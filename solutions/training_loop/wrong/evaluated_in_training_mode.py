"""The evaluation runs in training mode: dropout still drops units, and batch normalisation learns from the validation
data.

Measuring must not change what it measures. Which mode switches dropout off and uses the stored statistics?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_evaluation_switches_dropout_off
    test_evaluation_changes_nothing
    test_samples_left_out_are_not_evaluated
    test_running_statistics_are_restored_too
"""


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
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
    return total.item() / count, correct.item() / count
