"""The model is always put into training mode after the evaluation, even if it was not in it before.

Somebody may evaluate a finished model twice. Which mode should it be in then?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_evaluation_mode_is_left_on
"""


def evaluate(model, loader, criterion, device):
    """Mean loss and accuracy."""
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
    model.train()
    return total.item() / count, correct.item() / count
