"""The model is left in evaluation mode: whoever goes on training it trains without dropout.

Whoever calls `evaluate` lends you the model. In which mode did it come?

over: reference, closures_and_generators, gradients_by_hand, running_totals
required:
    test_training_mode_is_restored
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
    return total.item() / count, correct.item() / count
